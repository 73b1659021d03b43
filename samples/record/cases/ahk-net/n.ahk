Loop, @{n:1:3}
    UrlDownloadToFile, @{url:@{pick:a.txt|b.bin|c.json}}, out\d%A_Index%
