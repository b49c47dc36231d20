'use strict';
/* The served page: what the gallery shows is kept as it is on disk, problems are told, and texts can be edited. */
(() => {
  const by = (id) => document.getElementById(id);
  const { gallery } = window;
  const told = JSON.parse(by('serve').textContent); // {state, token}
  const viewer = by('viewer');
  const stage = by('stage');
  let state = told.state;
  let model = gallery.model; // what there is; the gallery may still be on its way there

  function make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element && !key.includes('-')) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  // -- notices: above the sheets, or in the viewer when it is open -------------------------------------------------

  const wrong = make('h2');
  const listing = make('pre', { tabIndex: 0, role: 'region', 'aria-label': 'What is wrong' });
  const problems = make('section', { className: 'notice', id: 'problems', hidden: true, 'aria-label': 'Problems' }, wrong, listing);
  const lost = make('section', { className: 'notice', id: 'lost', hidden: true, 'aria-label': 'Connection' });
  lost.append(make('h2', {}, 'This page is no longer live'), make('p', {}, 'materialgen serve has ended, or cannot be reached. The sheets are as they were last.'));
  const undo = make('button', { type: 'button', hidden: true, 'aria-label': 'Undo the last edit' }, 'Undo');
  const alarm = make('div', { className: 'unseen', role: 'alert' });

  function place() {
    const target = viewer.open ? viewer : by('notices');
    if (problems.parentElement === target) return;
    if (viewer.open) viewer.querySelector('.viewer-bar').after(lost, problems, alarm);
    else by('notices').append(lost, problems, alarm);
    (viewer.open ? viewer.querySelector('.viewer-tools') : document.querySelector('.bar .tools')).append(undo);
  }
  new MutationObserver(place).observe(viewer, { attributeFilter: ['open'] });

  function showState() {
    const text = state.problems;
    const sheets = model.documents.length ? 'The sheets are the last good ones.' : 'There are no sheets to show yet.';
    if (listing.textContent !== text) {
      listing.textContent = text;
      wrong.textContent = text ? `There are problems. ${sheets}` : '';
      alarm.textContent = text ? `${wrong.textContent} ${text.split('\n')[0]}` : '';
      if (!text && !problems.hidden) gallery.say('The problems are mended.');
    }
    problems.hidden = !text;
    gallery.stale(Boolean(text) || !lost.hidden);
    undo.hidden = !told.token || !state.undo;
  }

  // -- being told what is new --------------------------------------------------------------------------------------

  let events = null;
  let asking = null;

  function listen() {
    events = new EventSource('/events');
    events.onmessage = ({ data }) => receive(JSON.parse(data));
    events.onopen = () => {
      lost.hidden = true;
      showState();
    };
    events.onerror = () => {
      lost.hidden = false;
      showState();
      if (events.readyState === EventSource.CLOSED) setTimeout(listenAgain, 1000);
    };
  }

  function listenAgain() {
    if (document.hidden) return;
    if (events) events.close();
    listen();
  }

  // A tab that nobody sees gives its connection back: a browser has six for all tabs together.
  document.addEventListener('visibilitychange', () => (document.hidden ? events.close() : listenAgain()));

  function receive(event) {
    if ('after' in event && event.after === state.generation) return change(event);
    if (event.state.generation === state.generation) return undefined;
    return everything();
  }

  /** Asks for everything, when some of what was new has been missed. */
  function everything() {
    asking ??= fetch('/model')
      .then((answer) => answer.json())
      .then((all) => {
        asking = null;
        state = all.state;
        return show(all.model);
      }, () => (asking = null));
    return asking;
  }

  function change(event) {
    state = event.state;
    const known = new Map(model.documents.map((one) => [one.id, one]));
    for (const one of event.documents) known.set(one.id, one);
    show({ ...event.head, documents: event.order.map((id) => known.get(id)) });
  }

  /** Shows what there is now: the enlarged page first, all others when its picture is there. */
  async function show(now) {
    model = now;
    const looked = viewer.open && stage.firstChild ? pagesOf(now).get(stage.firstChild.dataset.key) : null;
    const before = pagesOf(gallery.model);
    if (looked && before.get(looked.key).mark !== looked.mark) {
      const picture = new Image();
      picture.src = looked.picture.src;
      gallery.update({ ...now, documents: now.documents.map((one) => ({
        ...one,
        pages: one.pages.map((page) => (page.key === looked.key ? page : before.get(page.key) || page)),
      })) });
      showState();
      await Promise.race([picture.decode().catch(() => {}), wait(1000)]);
      await wait(50); // until it has been painted
      if (model !== now) return; // there is something newer, which is shown by now
    }
    gallery.update(now);
    showState();
  }

  const wait = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));
  const pagesOf = (one) => new Map(one.documents.flatMap((document_) => document_.pages.map((page) => [page.key, page])));

  // -- texts: where they are written, and editing them ---------------------------------------------------------------

  const drafts = new Map(); // place → what was typed there and not saved
  let editor = null;

  let chosen = null; // the key of the page, and the number of the text on it

  document.addEventListener('gallery:text', ({ detail: { text, number, page, how } }) => {
    chosen = { key: page.key, number };
    offer();
    if (!text.sources.length) return;
    const [file, line] = text.sources[0];
    if (how === 'open' && told.token) open(0);
    else gallery.copy(`${file}:${line}`);
  });

  /** Puts a button to edit with beside each place where the chosen text is written. */
  function offer() {
    if (!told.token || !chosen || by('place').querySelector('.edit')) return;
    by('place').querySelectorAll('code').forEach((code, source) => {
      const button = make('button', { type: 'button', className: 'edit', 'aria-label': `Edit ${code.textContent}` }, 'Edit');
      button.addEventListener('click', () => open(source));
      code.after(button);
    });
  }
  new MutationObserver(offer).observe(by('place'), { childList: true });

  async function ask(what, body) {
    const headers = { 'Content-Type': 'application/json', 'Materialgen-Token': told.token };
    let answer;
    try {
      answer = await fetch(`/edit/${what}`, { method: 'POST', headers, body: JSON.stringify(body) });
    } catch {
      throw new Error('materialgen serve has ended, or cannot be reached');
    }
    if (!answer.ok) throw new Error((await answer.text()).trim());
    const done = await answer.json();
    if (done.problems) throw new Error(done.problems.join('\n'));
    return done;
  }

  async function open(source) {
    if (editor) editor.close();
    const { key, number } = chosen;
    const pages = gallery.model.documents.flatMap((one) => one.pages);
    const page = pages.find((one) => one.key === key);
    let opened;
    try {
      opened = await ask('open', { page: key, mark: page.mark, number, source });
    } catch (error) {
      refused(error.message);
      return;
    }
    editor = new Editor(opened, page.texts[number].box, page);
  }

  function refused(why) {
    gallery.say(`Not possible: ${why}`);
  }

  class Editor {
    constructor(opened, box, page) {
      this.opened = opened;
      this.box = box;
      this.page = page;
      this.back = document.activeElement;
      this.area = make('textarea', { id: 'editor-text', spellcheck: true, lang: gallery.model.language, maxLength: 20000 });
      this.area.value = drafts.get(opened.place) ?? opened.text;
      this.wrong = make('p', { className: 'editor-wrong', role: 'alert' });
      const cancel = make('button', { type: 'button' }, 'Cancel');
      const row = make('div', { className: 'editor-row' }, make('button', { type: 'submit' }, 'Save'), cancel);
      row.append(make('p', {}, 'Ctrl+Enter saves, Esc cancels'));
      this.form = make('form', { className: 'editor' });
      this.form.append(make('label', { htmlFor: 'editor-text' }, `Written in ${opened.place}`), this.area, this.wrong, row);
      this.form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.save();
      });
      cancel.addEventListener('click', () => this.cancel());
      this.form.addEventListener('keydown', (event) => this.key(event));
      this.area.addEventListener('input', () => this.typed());
      stage.append(this.form);
      this.fit();
      this.area.rows = Math.min(Math.max(this.area.value.length / 40, this.area.value.split('\n').length, 2), 12);
      this.area.focus();
      this.area.select();
      this.watcher = new ResizeObserver(() => this.fit());
      this.watcher.observe(stage.firstChild);
      this.form.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    }

    /** Puts the editor over its text, inside what can be seen. */
    fit() {
      const sheet = stage.firstChild;
      if (!this.form.isConnected) return;
      const [left, top, width] = this.box;
      const scale = sheet.offsetWidth / this.page.width;
      const room = stage.clientWidth - 16;
      const wide = Math.min(Math.max(width * scale + 40, 360), room);
      this.form.style.width = `${wide}px`;
      const x = sheet.offsetLeft + left * scale - 20;
      this.form.style.left = `${Math.max(8, Math.min(x, stage.scrollWidth - wide - 8))}px`;
      this.form.style.top = `${Math.max(8, sheet.offsetTop + top * scale - 40)}px`;
    }

    key(event) {
      if (event.key === 'Escape') {
        event.preventDefault(); // else the enlarged page would close as well
        event.stopPropagation();
        this.cancel();
      } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.save();
      }
    }

    typed() {
      if (this.area.value === this.opened.text) drafts.delete(this.opened.place);
      else drafts.set(this.opened.place, this.area.value);
    }

    async save() {
      if (this.saving) return;
      this.saving = true;
      this.wrong.textContent = '';
      try {
        const saved = await ask('save', { id: this.opened.id, text: this.area.value });
        this.cancel();
        gallery.say(`Saved ${saved.place}`);
      } catch (error) {
        this.wrong.textContent = `Not saved: ${error.message}`;
        this.area.focus();
      }
      this.saving = false;
    }

    cancel() {
      drafts.delete(this.opened.place);
      this.close();
    }

    /** Closes the editor; what was typed is there when the text is opened again. */
    close() {
      this.watcher.disconnect();
      this.form.remove();
      if (editor === this) editor = null;
      const known = this.back.isConnected && this.back !== document.body ? this.back : null;
      const again = by('panel').hidden ? null : by('panel-texts').querySelector('[aria-pressed="true"]');
      (known || again || stage).focus({ preventScroll: true });
    }
  }

  undo.addEventListener('click', async () => {
    undo.disabled = true;
    try {
      const done = await ask('undo', {});
      gallery.say(`Undone in ${done.place}`);
    } catch (error) {
      refused(error.message);
    }
    undo.disabled = false;
  });

  place();
  showState();
  listen();
})();
