const s = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("@{word}") });
for (let i = 0; i < @{n:1:8}; i++) await (await fetch(@{pick:"@{url:a.txt}"|s.url})).text();
s.stop(true);
