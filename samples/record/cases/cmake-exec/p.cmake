foreach(i RANGE @{n:1:4})
  execute_process(COMMAND @{pick:hostname|whoami|cmd /c ver|cmd /c set} OUTPUT_VARIABLE told)
  message("${told}")
endforeach()
