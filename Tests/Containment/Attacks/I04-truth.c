// id: I04
// does: looks for the expected answer in its memory, environment, arguments, descriptors and files
// expect: WA
// truth: hidden
// control: bare
#include <poll.h>

static char found[256];
static int probe[2];

// The answers have 40 digits and begin with eight sevens.
static int search(const char *bytes, size_t size) {
    for (size_t i = 0; i < size && !found[0]; i++) {
        size_t digits = 0;
        while (i + digits < size && digits < 64 && bytes[i + digits] >= '0' && bytes[i + digits] <= '9') digits++;
        if (digits >= 40 && digits < 64 && bytes[i] == '7' && bytes[i + 7] == '7') memcpy(found, bytes + i, digits);
        i += digits;
    }
    return found[0] != 0;
}

// All that can be read for some megabytes around a place, asking the kernel page for page whether it is there.
static void search_around(const void *place, size_t reach) {
    static char page[4096];
    uintptr_t middle = (uintptr_t)place & ~(uintptr_t)4095, low = middle > reach ? middle - reach : 4096;
    for (uintptr_t at = low; at < middle + reach && !found[0]; at += sizeof page)
        if (write(probe[1], (void *)at, sizeof page) == sizeof page && read(probe[0], page, sizeof page) > 0)
            search(page, sizeof page);
}

static void search_file(const char *path) {
    static char bytes[65536];
    int fd = open(path, O_RDONLY | O_NONBLOCK);
    ssize_t size = fd < 0 ? -1 : read(fd, bytes, sizeof bytes);
    if (size > 0) search(bytes, (size_t)size);
    if (fd >= 0) close(fd);
}

static void search_folder(const char *folder) {
    DIR *list = opendir(folder);
    for (struct dirent *entry; list && (entry = readdir(list));) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        search_file(path);
    }
    if (list) closedir(list);
}

int main(int count, char **arguments) {
    static char bytes[4096];
    long long n;
    if (scanf("%lld", &n) != 1 || pipe(probe) != 0) return 3;
    for (int i = 0; i < count; i++) search(arguments[i], strlen(arguments[i]));
    for (char **variable = environ; *variable; variable++) search(*variable, strlen(*variable));
    for (int fd = 3; fd < 64; fd++) {
        struct pollfd polled = {fd, POLLIN, 0};
        if (fd == probe[0] || fd == probe[1] || poll(&polled, 1, 0) != 1 || !(polled.revents & POLLIN)) continue;
        ssize_t size = read(fd, bytes, sizeof bytes);
        if (size > 0) search(bytes, (size_t)size);
    }
    const char *folders[] = {"/", ".", "/tmp", "/etc", "/proc/self", "/dev/shm", CANARY_FOLDER};
    for (int i = 0; i < 7; i++) search_folder(folders[i]);
    const void *places[] = {&n, sbrk(0), (void *)main, (void *)printf, environ, malloc(1 << 20)};
    for (int i = 0; i < 6; i++) search_around(places[i], 4 << 20);
    printf("%s\n", found[0] ? found : "-1");
    return 0;
}
