package org.zhengshu.mounting.control;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongFunction;

/** The pieces of an upload one after the other (分片流), one of them in memory at a time. */
final class PieceStream extends InputStream {
    private final LongFunction<byte[]> pieces;
    private final long length;
    private byte[] piece = new byte[0];
    private int place;
    private long passed;

    /**
     * @param pieces the bytes that begin at an offset
     * @param length of all of them
     */
    PieceStream(LongFunction<byte[]> pieces, long length) {
        this.pieces = pieces;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (place == piece.length && !next()) {
            return -1;
        }
        int taken = Math.min(count, piece.length - place);
        System.arraycopy(piece, place, to, from, taken);
        place += taken;
        return taken;
    }

    private boolean next() throws IOException {
        passed += piece.length;
        if (passed == length) {
            piece = new byte[0];
            place = 0;
            return false;
        }
        piece = pieces.apply(passed);
        place = 0;
        if (piece.length == 0) {
            throw new IOException("the upload lacks the bytes from " + passed + " on");
        }
        return true;
    }
}
