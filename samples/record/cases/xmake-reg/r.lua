function main()
    for _, k in ipairs(winos.registry_keys("HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\@{pick:Windows|Rpc|Cryptography}\\*")) do
        for _, v in ipairs(winos.registry_values(k .. ";*")) do try { function () winos.registry_query(v) end } end
    end
end
