const fs = require("fs");
for (const f of fs.readdirSync("in").filter(f => fs.statSync("in/" + f).isFile()).slice(0, @{n:2:12})) fs.writeFileSync("out/" + f, Bun.@{pick:gzipSync|deflateSync}(fs.readFileSync("in/" + f)));
