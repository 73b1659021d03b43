import("utils.archive")
import("core.compress.lz4")
function main()
    for _, e in ipairs({"txt", "c", "bin", "py", "json"}) do local d = io.readfile("in/main." .. e, {encoding = "binary"})
        io.writefile("out/" .. e .. ".lz4", lz4.@{pick:compress|block_compress}(bytes(d)):str(), {encoding = "binary"}) end
end
