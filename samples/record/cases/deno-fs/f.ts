for (const e of Deno.readDirSync("in")) if (e.isFile) Deno.copyFileSync("in/" + e.name, "out/" + e.name);
for (let i = 0; i < @{n:2:20}; i++) { Deno.writeTextFileSync(`out/w${i}`, "@{word}"); Deno.renameSync(`out/w${i}`, `out/v${i}`); }
Deno.removeSync("out/main.py"); Deno.mkdirSync("out/a/b", { recursive: true });
