const data = Deno.readFileSync("in/main.bin");
for (let i = 0; i < @{n:1:9}; i++) {
  await crypto.subtle.digest("SHA-@{pick:1|256|512}", data);
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
  Deno.writeFileSync("out/e" + i, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: crypto.getRandomValues(new Uint8Array(12)) }, key, data)));
}
