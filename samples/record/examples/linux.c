/* Two threads that take turns, a child, a signal that is caught and one that kills: for the example logs. */
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static int way[2];

static void caught(int number) { write(2, "caught\n", 7); }

static void *wait_for_it(void *nothing) {
    char one;
    read(way[0], &one, 1);
    return nothing;
}

int main(void) {
    pthread_t thread;
    signal(SIGUSR1, caught);
    pipe(way);
    pthread_create(&thread, NULL, wait_for_it, NULL);
    usleep(20000);
    kill(getpid(), SIGUSR1);
    write(way[1], "x", 1);
    pthread_join(thread, NULL);
    pid_t child = fork();
    if (child == 0) pause();
    usleep(20000);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    return 3;
}
