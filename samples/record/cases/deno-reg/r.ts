const w = (s: string) => new Uint8Array(new Uint16Array([...s].map(c => c.charCodeAt(0)).concat(0)).buffer);
const a = Deno.dlopen("advapi32.dll", {
  RegCreateKeyExW: { parameters: ["usize", "buffer", "u32", "usize", "u32", "u32", "usize", "buffer", "usize"], result: "i32" },
  RegSetValueExW: { parameters: ["u64", "buffer", "u32", "u32", "buffer", "u32"], result: "i32" },
  RegQueryValueExW: { parameters: ["u64", "buffer", "usize", "usize", "buffer", "buffer"], result: "i32" },
  RegDeleteValueW: { parameters: ["u64", "buffer"], result: "i32" }, RegCloseKey: { parameters: ["u64"], result: "i32" } }).symbols;
for (let i = 0; i < @{n:2:12}; i++) {
  const key = new BigUint64Array(1), value = new Uint8Array(400), size = new Uint32Array([400]);
  a.RegCreateKeyExW(0x80000001n, w("Software\\Sample\\@{word}" + i), 0, 0n, 0, 0xf003f, 0n, new Uint8Array(key.buffer), 0n);
  for (let j = 0; j < @{n:1:9}; j++) a.RegSetValueExW(key[0], w("v" + j), 0, 1, w("@{word}"), 14);
  a.RegQueryValueExW(key[0], w("v0"), 0n, 0n, value, new Uint8Array(size.buffer));
  @{pick:a.RegDeleteValueW(key[0], w("v0"));|}
  a.RegCloseKey(key[0]);
}
