package dev.inquest.collectors.netlink;

import dev.inquest.collectors.netlink.Reception.Datagram;
import dev.inquest.collectors.netlink.Reception.Overrun;
import dev.inquest.collectors.netlink.Reception.Quiet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// A kernel that says what a test wrote, and counts what it is asked.
final class ScriptedChannel implements RouteChannel {

    private final Deque<Reception> script = new ArrayDeque<>();
    private int asked;

    ScriptedChannel says(byte[]... messages) {
        script.add(
                new Datagram(
                        ByteBuffer.wrap(Messages.join(messages)).order(ByteOrder.nativeOrder())));
        return this;
    }

    ScriptedChannel pauses() {
        script.add(new Quiet());
        return this;
    }

    ScriptedChannel loses() {
        script.add(new Overrun());
        return this;
    }

    int asked() {
        return asked;
    }

    boolean isOver() {
        return script.isEmpty();
    }

    @Override
    public void requestDump(int type, int sequence) {
        asked = sequence;
    }

    @Override
    public Reception receive(Duration longest) {
        return script.isEmpty() ? new Quiet() : script.remove();
    }

    @Override
    public void close() {
        script.clear();
    }
}
