package io.ichnite.disk;

import io.ichnite.disk.FailingDisk.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open file of a disk that fails. */
final class FailingChannel extends FileChannel {
    private final FileChannel ordinary;
    private final FailingDisk disk;
    private final Path file;
    private final boolean writes;

    FailingChannel(FileChannel ordinary, FailingDisk disk, Path file, boolean writes) {
        this.ordinary = ordinary;
        this.disk = disk;
        this.file = file;
        this.writes = writes;
    }

    /** One read or write of a buffer. */
    private interface Transfer {
        int run(ByteBuffer buffer) throws IOException;
    }

    private int transfer(Operation operation, ByteBuffer buffer, Transfer transfer) throws IOException {
        FailingDisk.Outcome outcome = disk.outcome(operation, file);
        boolean half = (outcome == FailingDisk.Outcome.TORN || disk.halves()) && buffer.remaining() > 1;
        if (outcome == FailingDisk.Outcome.LOST || outcome == FailingDisk.Outcome.TORN && !half) {
            throw disk.fault(file);
        }
        int limit = buffer.limit();
        if (half) {
            buffer.limit(buffer.position() + buffer.remaining() / 2);
        }
        int done = transfer.run(buffer);
        buffer.limit(limit);
        if (outcome == FailingDisk.Outcome.TORN) {
            throw disk.fault(file);
        }
        return done;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return transfer(Operation.READ, into, ordinary::read);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return transfer(Operation.READ, into, buffer -> ordinary.read(buffer, position));
    }

    @Override
    public long read(ByteBuffer[] into, int from, int count) throws IOException {
        disk.may(Operation.READ, file);
        return ordinary.read(into, from, count);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return transfer(Operation.WRITE, from, ordinary::write);
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        return transfer(Operation.WRITE, from, buffer -> ordinary.write(buffer, position));
    }

    @Override
    public long write(ByteBuffer[] from, int at, int count) throws IOException {
        disk.may(Operation.WRITE, file);
        return ordinary.write(from, at, count);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel to) throws IOException {
        disk.may(Operation.READ, file);
        return ordinary.transferTo(position, count, to);
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long position, long count) throws IOException {
        disk.may(Operation.WRITE, file);
        return ordinary.transferFrom(from, position, count);
    }

    @Override
    public long position() throws IOException {
        return ordinary.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        ordinary.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        disk.may(Operation.ATTRIBUTES, file);
        return ordinary.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.may(Operation.WRITE, file);
        ordinary.truncate(size);
        return this;
    }

    /** What was written is there for whoever looks; a disk that is waited for at each of thousands of tries takes minutes. */
    @Override
    public void force(boolean all) throws IOException {
        disk.may(Operation.FORCE, file);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        disk.may(Operation.MAP, file);
        return ordinary.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        disk.may(Operation.OPEN, file);
        return ordinary.lock(position, size, shared);
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        disk.may(Operation.OPEN, file);
        return ordinary.tryLock(position, size, shared);
    }

    /** The ordinary file is closed in any case. */
    @Override
    protected void implCloseChannel() throws IOException {
        ordinary.close();
        if (writes) {
            disk.may(Operation.CLOSE, file);
        }
    }
}
