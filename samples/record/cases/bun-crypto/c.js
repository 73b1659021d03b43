const fs = require("fs");
for (const f of ["main.bin", "main.txt", "main.c"].slice(0, @{n:1:3})) { const h = new Bun.CryptoHasher("@{pick:sha256|sha512|blake2b256|md5}"); h.update(fs.readFileSync("in/" + f)); console.log(h.digest("hex")); }
console.log(await Bun.password.hash("@{word}", { algorithm: "bcrypt", cost: 4 }));
