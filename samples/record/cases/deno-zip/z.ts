let n = @{n:2:9};
for (const e of Deno.readDirSync("in")) if (e.isFile && n-- > 0) {
  const s = new Blob([Deno.readFileSync("in/" + e.name)]).stream().pipeThrough(new CompressionStream("@{pick:gzip|deflate}"));
  Deno.writeFileSync("out/" + e.name + ".z", new Uint8Array(await new Response(s).arrayBuffer()));
}
