const fs = require('fs'), path = require('path');
function walk(d) { for (const e of fs.readdirSync(d, { withFileTypes: true })) { const p = path.join(d, e.name);
  if (e.isDirectory()) walk(p); else if (fs.statSync(p).size > @{n:100:900}) fs.copyFileSync(p, path.join('out', e.name)); } }
walk('in');
for (let i = 0; i < @{n:2:12}; i++) { fs.writeFileSync(`out/n${i}`, '@{word}'); fs.renameSync(`out/n${i}`, `out/m${i}`); }
fs.rmSync('in/main.c');
