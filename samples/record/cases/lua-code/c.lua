local n = {}
for _, e in ipairs { "txt", "c", "py", "js", "go" } do for l in io.lines("in/main." .. e) do for w in l:gmatch("%a+") do n[w] = (n[w] or 0) + 1 end end end
local k = {} for w in pairs(n) do k[#k + 1] = w end table.sort(k)
local f = io.open("out/words", "w") for _, w in ipairs(k) do f:write(w, " ", n[w], "\n") end f:close()
