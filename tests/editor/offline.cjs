// Node loads this before the language server: whatever asks for the network is refused, and leaves a line on stderr.
"use strict";

const REFUSED = [
  [require("node:net").Socket.prototype, "connect"],
  [require("node:net").Server.prototype, "listen"],
  [require("node:dgram").Socket.prototype, "bind"],
  [require("node:dgram").Socket.prototype, "send"],
  [require("node:dns"), "lookup"],
];

for (const [owner, name] of REFUSED) {
  owner[name] = () => {
    const message = `the network is off in tests: ${name}`;
    process.stderr.write(`${message}\n`);
    throw new Error(message);
  };
}
