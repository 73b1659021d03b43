for i = 1, @{n:1:3} do os.execute("hostname") end
local p = io.popen("@{pick:ver|whoami|set}") p:read("a") p:close()
