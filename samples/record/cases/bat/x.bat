@echo off
hostname
call @{pick:whoami|hostname|ver}
for %%i in (1 2 @{n:3:9}) do @echo %%i > o%%i
