package io.ichnite.disk;

import io.ichnite.disk.FailingDisk.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Passes everything on to the provider of the ordinary files, unless the disk fails. */
final class FailingProvider extends FileSystemProvider {
    private final FailingDisk disk;
    private final FailingFileSystem files = new FailingFileSystem(this);

    FailingProvider(FailingDisk disk) {
        this.disk = disk;
    }

    Path wrapped(Path ordinary) {
        return new FailingPath(files, ordinary);
    }

    static Path ordinary(Path path) {
        return path instanceof FailingPath failing ? failing.ordinary() : path;
    }

    private static FileSystemProvider below(Path ordinary) {
        return ordinary.getFileSystem().provider();
    }

    @Override
    public String getScheme() {
        return "failing";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return files;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path ordinary = ordinary(path);
        boolean makes = options.contains(StandardOpenOption.CREATE_NEW)
                || options.contains(StandardOpenOption.CREATE) && !Files.exists(ordinary, LinkOption.NOFOLLOW_LINKS);
        disk.may(makes ? Operation.CREATE : Operation.OPEN, ordinary);
        boolean writes = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
        return new FailingChannel(
                below(ordinary).newFileChannel(ordinary, options, attributes), disk, ordinary, writes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        Path ordinary = ordinary(folder);
        disk.may(Operation.LIST, ordinary);
        DirectoryStream<Path> stream =
                below(ordinary).newDirectoryStream(ordinary, entry -> filter.accept(wrapped(entry)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> entries = stream.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public Path next() {
                        return wrapped(entries.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        Path ordinary = ordinary(folder);
        disk.may(Operation.FOLDER, ordinary);
        below(ordinary).createDirectory(ordinary, attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        Path ordinary = ordinary(path);
        disk.may(Operation.DELETE, ordinary);
        below(ordinary).delete(ordinary);
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) throws IOException {
        disk.may(Operation.WRITE, ordinary(to));
        below(ordinary(from)).copy(ordinary(from), ordinary(to), options);
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        disk.may(Operation.MOVE, ordinary(to));
        below(ordinary(from)).move(ordinary(from), ordinary(to), options);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return below(ordinary(one)).isSameFile(ordinary(one), ordinary(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return below(ordinary(path)).isHidden(ordinary(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return below(ordinary(path)).getFileStore(ordinary(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        Path ordinary = ordinary(path);
        disk.may(Operation.ATTRIBUTES, ordinary);
        below(ordinary).checkAccess(ordinary, modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return below(ordinary(path)).getFileAttributeView(ordinary(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        Path ordinary = ordinary(path);
        disk.may(Operation.ATTRIBUTES, ordinary);
        return below(ordinary).readAttributes(ordinary, type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        Path ordinary = ordinary(path);
        disk.may(Operation.ATTRIBUTES, ordinary);
        return below(ordinary).readAttributes(ordinary, attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        below(ordinary(path)).setAttribute(ordinary(path), attribute, value, options);
    }
}
