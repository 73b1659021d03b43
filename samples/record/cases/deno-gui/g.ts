const w = (s: string) => new Uint8Array(new Uint16Array([...s].map(c => c.charCodeAt(0)).concat(0)).buffer);
const u = Deno.dlopen("user32.dll", {
  CreateWindowExW: { parameters: ["u32", "buffer", "buffer", "u32", "i32", "i32", "i32", "i32", "usize", "usize", "usize", "usize"], result: "usize" },
  ShowWindow: { parameters: ["usize", "i32"], result: "i32" }, UpdateWindow: { parameters: ["usize"], result: "i32" },
  SetWindowTextW: { parameters: ["usize", "buffer"], result: "i32" }, DestroyWindow: { parameters: ["usize"], result: "i32" },
  PeekMessageW: { parameters: ["buffer", "usize", "u32", "u32", "u32"], result: "i32" }, DispatchMessageW: { parameters: ["buffer"], result: "isize" } }).symbols;
const made = [];
for (let i = 0; i < @{n:1:9}; i++) { const h = u.CreateWindowExW(0, w("@{pick:STATIC|EDIT|BUTTON|LISTBOX}"), w("@{word}"), 0x10cf0000, 10 * i, 10, 200, 100, 0n, 0n, 0n, 0n); u.ShowWindow(h, 5); u.UpdateWindow(h); made.push(h); }
const m = new Uint8Array(48);
for (let i = 0; i < @{n:5:60}; i++) while (u.PeekMessageW(m, 0n, 0, 0, 1)) u.DispatchMessageW(m);
for (const h of made) { u.SetWindowTextW(h, w("@{word}")); u.DestroyWindow(h); }
