for (let i = 0; i < @{n:1:6}; i++) { const r = await fetch("@{url:@{pick:a.txt|b.bin|none}}"); await r.arrayBuffer(); }
const l = Deno.listen({ port: 0, hostname: "127.0.0.1" });
const c = await Deno.connect({ port: l.addr.port, hostname: "127.0.0.1" }); c.close(); l.close();
