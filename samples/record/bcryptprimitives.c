/* The one function of bcryptprimitives.dll that programs built by Rust 1.78 and later ask for, and Wine 8 has not.
   It fills memory with random bytes, by the function that Windows had for it before. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(void *bytes, ULONG count);

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *bytes, SIZE_T count) {
    const SIZE_T most = 1 << 20;
    for (SIZE_T done = 0; done < count;) {
        ULONG part = (ULONG) (count - done < most ? count - done : most);
        if (!SystemFunction036(bytes + done, part)) return FALSE;
        done += part;
    }
    return TRUE;
}
