/* A disk that forgets: what a program wrote to a file is kept only once it asked for that, with fsync or fdatasync.

   Preloaded into a program. Of every file directly in the folder SHADOW_OF, the whole file as it is at that moment
   is copied to the folder SHADOW_TO each time that the program asks to have it on disk. After the program was
   killed, SHADOW_TO holds what a power cut at that moment would have left when nothing else had reached the disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static void pour(int from, int to)
{
    static __thread char buffer[1 << 16];
    off_t at = 0;
    ssize_t got;

    while ((got = pread(from, buffer, sizeof buffer, at)) > 0) {
        if (pwrite(to, buffer, got, at) != got)
            abort();
        at += got;
    }
}

static void keep(int file)
{
    const char *of = getenv("SHADOW_OF"), *to = getenv("SHADOW_TO");
    char link[64], name[4096], place[4200], part[4200];
    ssize_t length;
    int lock, copy;

    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, name, sizeof name - 1);
    if (!of || !to || length <= 0)
        return;
    name[length] = 0;
    if (strncmp(name, of, strlen(of)) || name[strlen(of)] != '/' || strchr(name + strlen(of) + 1, '/'))
        return;
    snprintf(place, sizeof place, "%s/%s", to, name + strlen(of) + 1);
    snprintf(part, sizeof part, "%s.part", place);
    /* One at a time, or an older copy could take the place of a newer one. It is read through the descriptor that is
       there: closing another one would take away the locks that SQLite holds on the file. */
    lock = open(to, O_RDONLY | O_DIRECTORY);
    if (lock < 0 || flock(lock, LOCK_EX))
        abort();
    copy = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (copy < 0)
        abort();
    pour(file, copy);
    close(copy);
    if (rename(part, place))
        abort();
    close(lock);
}

int fsync(int file)
{
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    keep(file);
    return real(file);
}

int fdatasync(int file)
{
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    keep(file);
    return real(file);
}
