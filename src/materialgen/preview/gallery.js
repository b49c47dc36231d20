'use strict';
/* The gallery: shows a model (see model.py) and, when it is given another, changes only what differs.

   window.gallery
     render(model)      shows a model from the start
     update(model)      shows another, and keeps place, size, search and what is enlarged
     replace(document)  shows another version of one document
     stale(flag)        dims the pages: they are not what is written now
     open(key, number)  enlarges a page, and points out the text of that number
     textAt(event)      tells which text of the enlarged page the pointer is on, or -1
     copy(value)        copies a value and says so
     say(words)         has a screen reader say words, and shows them under the search
     model              what is shown
   Event 'gallery:text' on the document: a text was chosen. Its detail: {text, number, page, document, place, element, how};
   place is the element that tells where the text is written, element its first box on the sheet, how is 'click', 'open'
   (a double click, or Enter on a text that is chosen already) or 'list'. */
(() => {
  const MM = 96 / 25.4; // CSS pixels in a millimetre at 100 %
  const SIZES = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4];
  const TOGGLES = [
    ['grey', 'Greyscale'],
    ['live', 'Live area'],
    ['trim', 'Trim'],
    ['cuts', 'Cut lines'],
  ];
  const MOST = 200; // places that are listed
  const AROUND = 36; // characters that are shown before and after a place
  const SHORT = 4000; // ms that a message stays over an enlarged page
  const SVG = 'http://www.w3.org/2000/svg';

  const by = (id) => document.getElementById(id);
  const root = document.documentElement;
  const viewer = by('viewer');
  const stage = by('stage');

  const state = {
    model: null,
    pages: new Map(), // key → {page, document, item, button}
    shells: new Map(), // document id → {element, sign}
    sections: new Map(), // step id → element
    query: '',
    hits: new Map(), // key → [{text, marks, before, found, after}]
    shown: null, // key of the page enlarged
    zoom: 'fit',
    chosen: -1, // the text chosen on it
    singleKeys: true,
    quiet: 0, // the timer that ends a message
  };

  /** Returns an element; properties that begin with a capital, aria- or data- are attributes. */
  function make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (value === undefined || value === null) continue;
      if (key in element && !key.includes('-')) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  const plural = (count, one, many = one + 's') => `${count} ${count === 1 ? one : many}`;

  /** Gives a parent these children, and touches nothing when it has them already. */
  function fill(parent, children) {
    const same = parent.childNodes.length === children.length && children.every((one, i) => parent.childNodes[i] === one);
    if (same) return;
    const focused = document.activeElement;
    parent.replaceChildren(...children);
    if (focused && focused !== document.activeElement && parent.contains(focused)) focused.focus({ preventScroll: true });
  }

  // -- the page as a whole ---------------------------------------------------------------------------------------

  function render(model) {
    state.pages.clear();
    state.shells.clear();
    state.sections.clear();
    update(model);
  }

  function update(model) {
    const anchor = anchorNow();
    state.model = model;
    head(model);
    const known = new Set();
    for (const one of model.documents) for (const page of one.pages) known.add(page.key);
    for (const key of [...state.pages.keys()]) if (!known.has(key)) state.pages.delete(key);
    fill(by('sheets'), sections(model));
    stale(false);
    if (state.query) search(state.query, { quiet: true });
    if (state.shown !== null) {
      if (state.pages.has(state.shown)) refreshViewer();
      else viewer.close();
    }
    keepPlace(anchor);
  }

  /** Returns what stands at the top of the window, so that it can be brought back there. */
  function anchorNow() {
    for (const [key, entry] of state.pages) {
      const { top, bottom } = entry.item.getBoundingClientRect();
      if (bottom > 0) return { key, top };
    }
    return null;
  }

  function keepPlace(anchor) {
    const entry = anchor && state.pages.get(anchor.key);
    if (!entry || !window.scrollY) return;
    const moved = entry.item.getBoundingClientRect().top - anchor.top;
    if (Math.abs(moved) > 1) window.scrollBy({ top: moved, behavior: 'instant' });
  }

  function head(model) {
    const pages = model.documents.reduce((sum, one) => sum + one.pages.length, 0);
    const prints = new Map();
    for (const one of model.documents) {
      prints.set(one.paper, (prints.get(one.paper) || 0) + one.copies * one.pages.length);
    }
    const papers = [...prints].sort().map(([paper, count]) => `${count} on ${paper}`);
    document.title = `${model.title} – ${model.kit} (${model.language})`;
    by('about').textContent = `${model.kit} · ${model.language} · edition ${model.edition}`;
    by('title').textContent = model.title;
    by('title').lang = model.language;
    const group = `${plural(model.participants, 'participant')} at ${plural(model.tables, 'table')}`;
    by('summary').textContent =
      `${plural(pages, 'page')} in ${plural(model.documents.length, 'file')}; printed sides for ${group}: ${papers.join(', ')}.`;
    by('foot').textContent = `Made by ${model.made}. ${filesNote(model)}`;
  }

  function filesNote(model) {
    const missing = model.documents.filter((one) => !one.pdf).length;
    const older = model.documents.filter((one) => one.pdf && !one.pdf.current).length;
    if (!missing && !older) return 'The PDF files beside this preview are those shown here.';
    const parts = [];
    if (missing) parts.push(`${plural(missing, 'PDF file')} not built yet`);
    if (older) parts.push(`${plural(older, 'PDF file')} not up to date`);
    return `${parts.join(', ')}: \`materialgen build\` writes them.`;
  }

  /** Returns the documents of each step, those of no step first. */
  function groups(model) {
    const all = new Map([[null, []]]);
    for (const step of model.steps) all.set(step.id, []);
    for (const one of model.documents) all.get(all.has(one.step) ? one.step : null).push(one);
    return [...all].filter(([, documents]) => documents.length);
  }

  function sections(model) {
    const elements = [];
    const links = [];
    for (const [id, documents] of groups(model)) {
      const step = model.steps.find((one) => one.id === id);
      const title = step ? step.title : 'For the whole workshop';
      const name = `step-${id === null ? '' : id}`;
      const heading = make('h2', { id: `${name}-title` }, ...(step && step.number ? [badge(step.number)] : []));
      heading.append(make('span', { lang: step ? model.language : null }, title));
      let section = state.sections.get(id);
      if (!section) {
        section = make('section', { className: 'step', id: name, 'aria-labelledby': `${name}-title` });
        section.append(heading, make('div', { className: 'documents' }));
        state.sections.set(id, section);
      } else if (section.firstChild.textContent !== heading.textContent) {
        section.firstChild.replaceWith(heading);
      }
      fill(section.lastChild, documents.map((one) => shell(one)));
      elements.push(section);
      const link = make('a', { href: `#${name}` }, ...(step && step.number ? [badge(step.number)] : []));
      link.append(make('span', { lang: step ? model.language : null }, title));
      links.push(make('li', {}, link));
    }
    by('steps').replaceChildren(...links);
    return elements;
  }

  const badge = (number) => make('span', { className: 'badge' }, number);

  // -- documents and pages ---------------------------------------------------------------------------------------

  /** Returns the element of a document, the old one if nothing but pages has changed. */
  function shell(one) {
    const sign = JSON.stringify({ ...one, pages: one.pages.length, fingerprint: '' });
    let known = state.shells.get(one.id);
    if (!known || known.sign !== sign) {
      const heading = make('h3', {}, make('span', { className: 'number' }, String(one.number).padStart(2, '0')));
      heading.append(' ', make('span', { lang: state.model.language }, one.name));
      const element = make('article', { className: 'document' }, heading, facts(one), make('ul', { className: 'pages' }));
      known = { element, sign };
      state.shells.set(one.id, known);
    }
    fill(known.element.lastChild, one.pages.map((page) => pageItem(page, one)));
    return known.element;
  }

  function facts(one) {
    const cut = one.cut ? (one.cuts ? `cut up (${plural(one.cuts, 'cut')})` : 'cut up') : 'not cut';
    const parts = [one.paper, plural(one.copies, 'copy', 'copies'), cut];
    if (one.glued) parts.push('glued together in pairs');
    const items = parts.map((part) => make('li', {}, part));
    if (one.pdf) {
      const link = make('a', { href: one.pdf.href }, 'PDF', make('span', { className: 'unseen' }, ` of ${one.name}`));
      items.push(make('li', {}, link, one.pdf.current ? '' : ' (not up to date)'));
    }
    return make('ul', { className: 'facts' }, ...items);
  }

  function pageItem(page, one) {
    const known = state.pages.get(page.key);
    if (known && known.page.mark === page.mark) {
      known.page = page;
      known.document = one;
      return known.item;
    }
    if (known) {
      renew(known.button.firstChild, page, one);
      known.page = page;
      known.document = one;
      return known.item;
    }
    const sheet = sheetOf(page, one);
    const button = make('button', { type: 'button', className: 'page', 'data-key': page.key }, sheet);
    if (one.pages.length > 1) {
      button.append(make('span', { className: 'pageno', 'aria-hidden': 'true' }, `${page.number} of ${one.pages.length}`));
    }
    button.addEventListener('click', () => open(page.key));
    const item = make('li', {}, button);
    state.pages.set(page.key, { page, document: one, item, button });
    return item;
  }

  /** Returns a page's picture with its overlay. */
  function sheetOf(page, one, { eager = false } = {}) {
    const image = make('img', { alt: alt(page, one), lang: state.model.language, decoding: 'async', loading: eager ? 'eager' : 'lazy' });
    image.src = page.picture.src;
    const sheet = make('span', { className: 'sheet' }, image, overlay(page));
    size_(sheet, page);
    return sheet;
  }

  /** Gives a sheet what another version of its page shows; the old picture stays until the new one is there. */
  function renew(sheet, page, one) {
    size_(sheet, page);
    sheet.querySelector('.overlay').replaceWith(overlay(page));
    const image = sheet.querySelector('img');
    image.alt = alt(page, one);
    if (image.src === page.picture.src) return;
    if (!image.complete || !image.naturalWidth) {
      image.src = page.picture.src;
      return;
    }
    const fresh = new Image();
    fresh.alt = image.alt;
    fresh.lang = image.lang;
    fresh.src = page.picture.src;
    sheet.dataset.coming = fresh.src;
    const there = () => {
      if (sheet.dataset.coming === fresh.src) sheet.querySelector('img').replaceWith(fresh);
    };
    fresh.decode().then(there, there);
  }

  function size_(sheet, page) {
    sheet.style.setProperty('--w', page.width);
    sheet.style.setProperty('--h', page.height);
  }

  function alt(page, one) {
    const words = page.texts.map((text) => text.text).join(' ').split(/\s+/).slice(0, 24).join(' ');
    return `${one.name}, page ${page.number} of ${one.pages.length}: ${words} …`;
  }

  function overlay(page) {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('class', 'overlay');
    svg.setAttribute('viewBox', `0 0 ${page.width} ${page.height}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('aria-hidden', 'true');
    const add = (name, kind, attributes) => {
      const shape = document.createElementNS(SVG, name);
      shape.setAttribute('class', kind);
      for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
      svg.append(shape);
    };
    const rect = (kind, [x, y, width, height]) => add('rect', kind, { x, y, width, height });
    rect('trim', page.trim);
    rect('live', page.live);
    for (const [x1, y1, x2, y2] of page.cuts) add('line', 'cut', { x1, y1, x2, y2 });
    return svg;
  }

  function box(className, page, [x, y, width, height]) {
    const element = make('span', { className });
    element.style.left = `${(100 * x) / page.width}%`;
    element.style.top = `${(100 * y) / page.height}%`;
    element.style.width = `${(100 * width) / page.width}%`;
    element.style.height = `${(100 * height) / page.height}%`;
    return element;
  }

  function stale(flag) {
    by('sheets').toggleAttribute('data-stale', flag);
    stage.toggleAttribute('data-stale', flag);
  }

  // -- search ----------------------------------------------------------------------------------------------------

  const plainOf = (text) =>
    text.normalize('NFC').toLowerCase().replace(/\u00ad/g, '').replace(/[\u2018\u2019]/g, "'")
      .replace(/[\u201c\u201d]/g, '"').replace(/[\u2010-\u2015]/g, '-').replace(/\s+/g, ' ');

  const indexes = new WeakMap(); // a text → what is searched, and for each of its characters where it stands

  /** Returns a text as it is searched: case, soft hyphens and line ends do not matter. */
  function indexOf(text) {
    let index = indexes.get(text);
    if (index) return index;
    let plain = '';
    let shown = '';
    const at = []; // for each character of plain: its line, its word, and its place in shown
    const add = (part, line, word) => {
      for (const character of part.normalize('NFC')) {
        const bare = plainOf(character);
        plain += bare;
        for (let i = 0; i < bare.length; i += 1) at.push([line, word, shown.length]);
        shown += character;
      }
    };
    text.lines.forEach((line, number) => {
      line.words.forEach((word, place) => {
        add(word, number, place);
        const last = place === line.words.length - 1;
        if (!(last && (line.divided || number === text.lines.length - 1))) add(' ', number, place);
      });
    });
    index = { plain, at, shown };
    indexes.set(text, index);
    return index;
  }

  /** Returns the places of a phrase in a text: the boxes of its words, line by line. */
  function placesIn(text, wanted) {
    const { plain, at, shown } = indexOf(text);
    const places = [];
    for (let from = plain.indexOf(wanted); from >= 0; from = plain.indexOf(wanted, from + wanted.length)) {
      const to = from + wanted.length;
      const lines = new Map();
      for (let i = from; i < to; i += 1) {
        const [line, word] = at[i];
        const reach = lines.get(line) || [word, word];
        lines.set(line, [Math.min(reach[0], word), Math.max(reach[1], word)]);
      }
      const boxes = [...lines].map(([number, [first, last]]) => {
        const line = text.lines[number];
        const left = line.spans[2 * first];
        return [left - 0.4, line.box[1] - 0.5, line.spans[2 * last + 1] - left + 0.8, line.box[3] + 1];
      });
      const [begin, end] = [at[from][2], to < at.length ? at[to][2] : shown.length];
      places.push({ boxes, before: tail(shown.slice(0, begin)), found: shown.slice(begin, end), after: start(shown.slice(end)) });
    }
    return places;
  }

  /** Return the last or the first few words. */
  const tail = (words) => (words.length <= AROUND ? words : `… ${words.slice(words.indexOf(' ', words.length - AROUND) + 1)}`);
  const start = (words) => (words.length <= AROUND ? words : `${words.slice(0, Math.max(words.lastIndexOf(' ', AROUND), 0))} …`);

  function search(query, { quiet = false } = {}) {
    state.query = query;
    state.hits.clear();
    const wanted = plainOf(query).trim();
    const active = wanted.length > 1;
    if (active) {
      for (const [key, { page }] of inOrder()) {
        const found = page.texts.flatMap((text, number) => placesIn(text, wanted).map((place) => ({ ...place, number })));
        if (found.length) state.hits.set(key, found);
      }
    }
    root.toggleAttribute('data-searching', active);
    for (const [key, entry] of state.pages) {
      entry.item.classList.toggle('has-hit', state.hits.has(key));
      mark(entry.button.firstChild, entry.page, state.hits.get(key));
    }
    if (state.shown !== null) markViewer();
    list(active);
    if (!quiet) by('status').textContent = active ? said(query) : '';
  }

  function said(query) {
    const places = [...state.hits.values()].reduce((sum, one) => sum + one.length, 0);
    if (!places) return `“${query.trim()}” stands on no sheet.`;
    return `${plural(places, 'place')} on ${plural(state.hits.size, 'page')}.`;
  }

  function mark(sheet, page, hits) {
    for (const old of sheet.querySelectorAll('.hit')) old.remove();
    for (const hit of hits || []) for (const one of hit.boxes) sheet.append(box('hit', page, one));
  }

  function list(active) {
    const results = by('results');
    results.hidden = !active || !state.hits.size;
    if (results.hidden) {
      results.replaceChildren();
      return;
    }
    const items = [];
    for (const [key, hits] of state.hits) {
      const { page, document: one } = state.pages.get(key);
      for (const hit of hits) {
        if (items.length === MOST) break;
        const name = make('b', {}, `${one.name}${one.pages.length > 1 ? `, page ${page.number} of ${one.pages.length}` : ''}`);
        const button = make('button', { type: 'button', lang: state.model.language }, name, hit.before, make('mark', {}, hit.found), hit.after);
        button.addEventListener('click', () => open(key, hit.number));
        items.push(make('li', {}, button));
      }
    }
    results.replaceChildren(make('ol', {}, ...items));
  }

  // -- one page enlarged -----------------------------------------------------------------------------------------

  /** Returns the pages in the order in which they are shown. */
  const inOrder = () =>
    groups(state.model)
      .flatMap(([, documents]) => documents.flatMap((one) => one.pages))
      .map((page) => [page.key, state.pages.get(page.key)]);

  /** Enlarges a page; with a number, the text of that number is pointed out. */
  function open(key, text = -1) {
    if (!state.pages.has(key)) return;
    state.shown = key;
    state.chosen = text;
    refreshViewer();
    if (!viewer.open) {
      viewer.showModal();
      by('viewer-title').focus();
    }
    size();
    stage.scrollTo(0, 0);
    const first = stage.querySelector('.chosen, .hit');
    if (first && state.zoom !== 'fit') first.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  }

  /** Shows what is known of the page now; place and size stay. */
  function refreshViewer() {
    const { page, document: one } = state.pages.get(state.shown);
    const order = inOrder();
    const at = order.findIndex(([key]) => key === state.shown);
    const old = stage.firstChild;
    if (!old || old.dataset.key !== page.key) {
      const sheet = sheetOf(page, one, { eager: true });
      sheet.dataset.key = page.key;
      // The second click of a double click means the same text, though the first may have moved the sheet aside.
      sheet.addEventListener('click', (event) => event.detail > 1 || choose(textAt(event), 'click'));
      sheet.addEventListener('dblclick', () => choose(state.chosen, 'open'));
      stage.replaceChildren(sheet);
      texts(page);
    } else if (old.dataset.mark !== page.mark) {
      renew(old, page, one);
      texts(page);
    }
    stage.firstChild.dataset.mark = page.mark;
    by('viewer-title').textContent = one.name;
    by('viewer-title').lang = state.model.language;
    const cut = one.cut ? 'cut up' : 'not cut';
    const place = `page ${page.number} of ${one.pages.length} · ${one.paper} · ${plural(one.copies, 'copy', 'copies')} · ${cut}`;
    by('viewer-facts').textContent = place;
    by('viewer-now').textContent = `${one.name}, page ${page.number} of ${one.pages.length}`;
    by('previous').disabled = at <= 0;
    by('next').disabled = at >= order.length - 1;
    markViewer();
    choose(state.chosen);
    size();
  }

  function markViewer() {
    const { page } = state.pages.get(state.shown);
    mark(stage.firstChild, page, state.hits.get(state.shown));
    by('next-place').hidden = !state.hits.size;
  }

  function go(by_) {
    const order = inOrder();
    const at = order.findIndex(([key]) => key === state.shown) + by_;
    if (order[at]) open(order[at][0]);
  }

  /** Shows the next place of what is searched, after the last the first again. */
  function nextPlace() {
    const places = [...state.hits].flatMap(([key, hits]) => hits.map((hit) => [key, hit.number]));
    const keys_ = inOrder().map(([key]) => key);
    const here = keys_.indexOf(state.shown);
    const later = ([key, number]) => keys_.indexOf(key) > here || (key === state.shown && number > state.chosen);
    const next = places.find(later) || places[0];
    if (next) open(...next);
  }

  function scaleNow(page) {
    if (state.zoom !== 'fit') return state.zoom;
    const room = 32;
    const across = (stage.clientWidth - room) / (page.width * MM);
    return Math.max(Math.min(across, (stage.clientHeight - room) / (page.height * MM)), 0.05);
  }

  function size() {
    if (state.shown === null || !stage.firstChild) return;
    const { page } = state.pages.get(state.shown);
    const scale = scaleNow(page);
    const sheet = stage.firstChild;
    sheet.style.width = `${page.width * MM * scale}px`;
    sheet.style.height = `${page.height * MM * scale}px`;
    by('fit').setAttribute('aria-pressed', state.zoom === 'fit');
    by('actual').setAttribute('aria-pressed', state.zoom === 1);
    by('smaller').disabled = state.zoom !== 'fit' && state.zoom <= SIZES[0];
    by('larger').disabled = state.zoom !== 'fit' && state.zoom >= SIZES[SIZES.length - 1];
  }

  /** Changes the size; what is in the middle of the window stays there. */
  function zoom(to) {
    const across = (stage.scrollLeft + stage.clientWidth / 2) / stage.scrollWidth;
    const down = (stage.scrollTop + stage.clientHeight / 2) / stage.scrollHeight;
    state.zoom = to;
    size();
    stage.scrollLeft = across * stage.scrollWidth - stage.clientWidth / 2;
    stage.scrollTop = down * stage.scrollHeight - stage.clientHeight / 2;
    const { page } = state.pages.get(state.shown);
    say(to === 'fit' ? 'Fits the window' : `${Math.round(scaleNow(page) * 100)} %`);
  }

  function zoomBy(direction) {
    const now = scaleNow(state.pages.get(state.shown).page);
    const next = direction > 0 ? SIZES.find((one) => one > now + 0.01) : [...SIZES].reverse().find((one) => one < now - 0.01);
    if (next) zoom(next);
  }

  // -- texts and where they are written --------------------------------------------------------------------------

  /** Returns the number of the text that the pointer is on, or -1; of several, the smallest. */
  function textAt(event) {
    const { page } = state.pages.get(state.shown);
    const area = stage.firstChild.getBoundingClientRect();
    const x = ((event.clientX - area.left) / area.width) * page.width;
    const y = ((event.clientY - area.top) / area.height) * page.height;
    const near = 1;
    let best = -1;
    let least = Infinity;
    page.texts.forEach((text, number) => {
      const [left, top, width, height] = text.box;
      const inside = x >= left - near && x <= left + width + near && y >= top - near && y <= top + height + near;
      if (inside && width * height < least) {
        best = number;
        least = width * height;
      }
    });
    return best;
  }

  /** Lists the texts of a page; the focus stays on the same number. */
  function texts(page) {
    const list_ = by('panel-texts');
    const focused = [...list_.children].findIndex((item) => item.contains(document.activeElement));
    const items = page.texts.map((text, number) => {
      const button = make('button', { type: 'button', lang: state.model.language, 'aria-pressed': 'false' }, text.text);
      button.addEventListener('click', () => choose(number, number === state.chosen ? 'open' : 'list'));
      return make('li', {}, button);
    });
    list_.replaceChildren(...items);
    if (focused >= 0 && items[focused]) items[focused].firstChild.focus({ preventScroll: true });
  }

  const written = ([file, line, column]) => [file, line, column].filter(Boolean).join(':');

  /** Points out a text and tells where it is written; `how` it was chosen, nothing if it only is shown again. */
  function choose(number, how = '') {
    const { page, document: one } = state.pages.get(state.shown);
    const text = page.texts[number];
    state.chosen = text ? number : -1;
    for (const old of stage.querySelectorAll('.chosen')) old.remove();
    by('panel-texts').querySelectorAll('button').forEach((button, at) => {
      button.setAttribute('aria-pressed', at === state.chosen);
    });
    const place = by('place');
    place.hidden = !text;
    const sign = text ? JSON.stringify([page.key, number, text.text, text.sources]) : '';
    if (place.dataset.sign !== sign) {
      place.dataset.sign = sign;
      place.replaceChildren(...(text ? sources(text) : []));
    }
    if (!text) return;
    for (const line of text.lines) stage.firstChild.append(box('chosen', page, line.box));
    if (how) panel(true);
    if (!by('panel').hidden) by('panel-texts').children[number].scrollIntoView({ block: 'nearest', behavior: 'instant' });
    if (!how) return;
    const detail = { text, number, page, document: one, place, element: stage.querySelector('.chosen'), how };
    document.dispatchEvent(new CustomEvent('gallery:text', { detail }));
  }

  function sources(text) {
    if (!text.sources.length) return [make('p', {}, 'This text is not written in a file of the kit.')];
    const [first, ...others] = text.sources;
    const copy = make('button', { type: 'button' }, 'Copy the place');
    copy.addEventListener('click', () => copyText(written(first)));
    const parts = [make('p', {}, 'Written in'), make('code', {}, written(first)), copy];
    if (others.length) {
      parts.push(make('p', {}, 'with parts from'), ...others.map((one) => make('code', {}, written(one))));
    }
    return parts;
  }

  async function copyText(value) {
    let done = true;
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      const field = make('textarea', { value, className: 'unseen', 'aria-label': 'Copied' });
      viewer.append(field);
      field.select();
      done = document.execCommand('copy');
      field.remove();
    }
    say(done ? `Copied ${value}` : `Not copied: ${value}`);
  }

  function say(words) {
    const status = by(viewer.open ? 'viewer-status' : 'status');
    status.textContent = words;
    clearTimeout(state.quiet);
    if (viewer.open) state.quiet = setTimeout(() => (status.textContent = ''), SHORT);
  }

  function panel(show) {
    by('panel').hidden = !show;
    by('texts').setAttribute('aria-expanded', show);
    size();
  }

  // -- switches and keys -----------------------------------------------------------------------------------------

  function toggle(name) {
    const on = root.toggleAttribute(`data-${name}`);
    for (const button of document.querySelectorAll(`[data-toggle="${name}"]`)) button.setAttribute('aria-pressed', on);
  }

  function theme() {
    const said_ = by('theme').value;
    const dark = said_ ? said_ === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'dark' : 'light';
  }

  function help() {
    by('help').showModal();
  }

  const typing = (target) => target.closest('input, textarea, select, [contenteditable]') !== null;

  function keys(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (by('help').open) return;
    const done = viewer.open ? viewerKey(event) : galleryKey(event);
    if (done) event.preventDefault();
  }

  function galleryKey({ key }) {
    if (!state.singleKeys) return false;
    if (key === '/') {
      by('query').focus();
      by('query').select();
    } else if (key === '?') help();
    else if (key === 'g') toggle('grey');
    else return false;
    return true;
  }

  function viewerKey({ key, target }) {
    const pans = target === stage && (stage.scrollWidth > stage.clientWidth || stage.scrollHeight > stage.clientHeight);
    if (key === 'PageDown' || (key === 'ArrowRight' && !pans)) go(1);
    else if (key === 'PageUp' || (key === 'ArrowLeft' && !pans)) go(-1);
    else if (!state.singleKeys) return false;
    else if (key === '+' || key === '=') zoomBy(1);
    else if (key === '-') zoomBy(-1);
    else if (key === '0') zoom('fit');
    else if (key === '1') zoom(1);
    else if (key === 'g') toggle('grey');
    else if (key === 't') panel(by('panel').hidden);
    else if (key === 'n') nextPlace();
    else if (key === '?') help();
    else if (key === '/') {
      viewer.close();
      by('query').focus();
    } else return false;
    return true;
  }

  for (const group of document.querySelectorAll('[data-toggles]')) {
    for (const [name, label] of TOGGLES) {
      const button = make('button', { type: 'button', 'aria-pressed': 'false', 'data-toggle': name }, label);
      button.addEventListener('click', () => toggle(name));
      group.append(button);
    }
  }
  by('theme').addEventListener('change', theme);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', theme);
  by('query').addEventListener('input', (event) => search(event.target.value));
  by('search').addEventListener('submit', (event) => {
    event.preventDefault();
    const [first] = state.hits;
    if (first) open(first[0], first[1][0].number);
  });
  by('smaller').addEventListener('click', () => zoomBy(-1));
  by('larger').addEventListener('click', () => zoomBy(1));
  by('fit').addEventListener('click', () => zoom('fit'));
  by('actual').addEventListener('click', () => zoom(1));
  by('previous').addEventListener('click', () => go(-1));
  by('next').addEventListener('click', () => go(1));
  by('next-place').addEventListener('click', nextPlace);
  by('texts').addEventListener('click', () => panel(by('panel').hidden));
  by('close').addEventListener('click', () => viewer.close());
  viewer.addEventListener('close', () => {
    const entry = state.pages.get(state.shown);
    state.shown = null;
    state.chosen = -1;
    stage.replaceChildren();
    if (entry) entry.button.focus();
  });
  by('open-help').addEventListener('click', help);
  by('close-help').addEventListener('click', () => by('help').close());
  by('single-keys').addEventListener('change', (event) => {
    state.singleKeys = event.target.checked;
  });
  document.addEventListener('keydown', keys);
  window.addEventListener('resize', size);
  window.addEventListener('beforeprint', () => {
    for (const image of document.images) image.loading = 'eager';
  });

  theme();
  window.gallery = {
    render,
    update,
    replace: (one) => update({ ...state.model, documents: state.model.documents.map((old) => (old.id === one.id ? one : old)) }),
    stale,
    open,
    textAt,
    copy: copyText,
    say,
    get model() {
      return state.model;
    },
  };
  render(JSON.parse(by('model').textContent));
})();
