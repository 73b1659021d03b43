package io.ichnite.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** An ordinary path whose file is reached through a disk that fails. */
final class FailingPath implements Path {
    private final FailingFileSystem files;
    private final Path ordinary;

    FailingPath(FailingFileSystem files, Path ordinary) {
        this.files = files;
        this.ordinary = ordinary;
    }

    Path ordinary() {
        return ordinary;
    }

    private Path wrapped(Path path) {
        return new FailingPath(files, path);
    }

    private @Nullable Path wrappedIfAny(@Nullable Path path) {
        return path == null ? null : wrapped(path);
    }

    @Override
    public FileSystem getFileSystem() {
        return files;
    }

    @Override
    public boolean isAbsolute() {
        return ordinary.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return wrappedIfAny(ordinary.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return wrappedIfAny(ordinary.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return wrappedIfAny(ordinary.getParent());
    }

    @Override
    public int getNameCount() {
        return ordinary.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return wrapped(ordinary.getName(index));
    }

    @Override
    public Path subpath(int from, int to) {
        return wrapped(ordinary.subpath(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        return ordinary.startsWith(FailingProvider.ordinary(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return ordinary.endsWith(FailingProvider.ordinary(other));
    }

    @Override
    public Path normalize() {
        return wrapped(ordinary.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return wrapped(ordinary.resolve(FailingProvider.ordinary(other)));
    }

    @Override
    public Path relativize(Path other) {
        return wrapped(ordinary.relativize(FailingProvider.ordinary(other)));
    }

    @Override
    public URI toUri() {
        return ordinary.toUri();
    }

    @Override
    public Path toAbsolutePath() {
        return wrapped(ordinary.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return wrapped(ordinary.toRealPath(options));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return ordinary.compareTo(FailingProvider.ordinary(other));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FailingPath path && ordinary.equals(path.ordinary);
    }

    @Override
    public int hashCode() {
        return ordinary.hashCode();
    }

    @Override
    public String toString() {
        return ordinary.toString();
    }
}
