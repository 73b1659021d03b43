function main()
    for i = 1, @{n:1:3} do os.iorunv("@{pick:hostname|whoami}") end
    os.iorunv("cmd", {"/c", "@{pick:ver|set|echo x}"})
end
