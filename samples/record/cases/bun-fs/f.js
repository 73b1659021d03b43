const fs = require("fs");
for (const f of fs.readdirSync("in")) if (fs.statSync("in/" + f).isFile()) fs.copyFileSync("in/" + f, "out/" + f);
for (let i = 0; i < @{n:2:15}; i++) { await Bun.write("out/w" + i, "@{word}"); fs.unlinkSync("out/w" + i); }
