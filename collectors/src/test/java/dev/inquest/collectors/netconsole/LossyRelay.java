package dev.inquest.collectors.netconsole;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A network that loses, doubles and reorders datagrams, the same ones each time: what happens is
/// drawn from a seed, so that a test knows exactly what arrives.
///
/// Used by one thread.
final class LossyRelay {

    /// What the network does to datagrams, in percent.
    record Weather(int loss, int reordered, int doubled, long seed) {}

    private static final int FURTHEST = 6;

    private final DatagramSocket socket;
    private final InetSocketAddress to;
    private final Weather weather;
    private final Random random;
    private final List<Held> held = new ArrayList<>();
    private final List<Integer> lost = new ArrayList<>();
    private int number;
    private int sent;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Held(byte[] bytes, int until) {}

    LossyRelay(DatagramSocket socket, InetSocketAddress to, Weather weather) {
        this.socket = socket;
        this.to = to;
        this.weather = weather;
        this.random = new Random(weather.seed());
    }

    void take(byte[] bytes) throws IOException {
        if (random.nextInt(100) < weather.loss()) {
            lost.add(number);
        } else if (random.nextInt(100) < weather.reordered()) {
            held.add(new Held(bytes, number + 1 + random.nextInt(FURTHEST)));
        } else {
            send(bytes);
        }
        if (random.nextInt(100) < weather.doubled() && !lost.contains(number)) {
            send(bytes);
        }
        number++;
        release(number);
    }

    /// Lets go of what was held back.
    void finish() throws IOException {
        release(Integer.MAX_VALUE);
    }

    private void release(int now) throws IOException {
        for (var one : List.copyOf(held)) {
            if (one.until() <= now) {
                held.remove(one);
                send(one.bytes());
            }
        }
    }

    private void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, to));
        sent++;
    }

    /// The datagrams that were lost, by their number.
    List<Integer> lost() {
        return lost;
    }

    /// How many were sent on, doubles included.
    int sent() {
        return sent;
    }
}
