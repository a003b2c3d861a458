package dev.inquest.collectors.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes the question for everything of one kind.
final class DumpRequest {

    private static final short NLM_F_REQUEST = 0x1;
    private static final short NLM_F_DUMP = 0x300;
    private static final short IFLA_EXT_MASK = 29;
    private static final int RTEXT_FILTER_SKIP_STATS = 1 << 3;
    private static final int LENGTH = 16 + 16 + 8;

    private DumpRequest() {}

    /// A header of netlink, a link that stands for all (addresses are asked for likewise), and the
    /// wish to be spared the statistics.
    static byte[] of(int type, int sequence) {
        var request = ByteBuffer.allocate(LENGTH).order(ByteOrder.nativeOrder());
        request.putInt(LENGTH);
        request.putShort((short) type);
        request.putShort((short) (NLM_F_REQUEST | NLM_F_DUMP));
        request.putInt(sequence);
        request.putInt(0);
        request.position(request.position() + 16);
        request.putShort((short) 8);
        request.putShort(IFLA_EXT_MASK);
        request.putInt(RTEXT_FILTER_SKIP_STATS);
        return request.array();
    }
}
