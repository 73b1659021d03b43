/* Two threads, a file, and itself started once more: for the example logs. */
#include <windows.h>

static DWORD WINAPI work(void *name) {
    HANDLE file = CreateFileA(name, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    DWORD written;
    for (int i = 0; i < 3; i++) WriteFile(file, "line\n", 5, &written, NULL);
    CloseHandle(file);
    return 0;
}

int main(int count, char **words) {
    HANDLE threads[2] = {CreateThread(NULL, 0, work, "one", 0, NULL), CreateThread(NULL, 0, work, "two", 0, NULL)};
    WaitForMultipleObjects(2, threads, TRUE, INFINITE);
    if (count == 1) {
        STARTUPINFOA start = {.cb = sizeof start};
        PROCESS_INFORMATION made;
        char line[] = "windows.exe again";
        if (CreateProcessA(words[0], line, NULL, NULL, FALSE, 0, NULL, NULL, &start, &made))
            WaitForSingleObject(made.hProcess, INFINITE);
    }
    return count;
}
