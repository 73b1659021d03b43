for (let i = 0; i < @{n:1:4}; i++) await new Deno.Command("@{pick:hostname|whoami}", {}).output();
await new Deno.Command("cmd", { args: ["/c", "@{pick:ver|set|echo x}"] }).output();
