for (let i = 0; i < @{n:1:4}; i++) Bun.spawnSync(["@{pick:hostname|whoami}.exe"]);
Bun.spawnSync(["cmd.exe", "/c", "@{pick:ver|set|echo x}"]);
