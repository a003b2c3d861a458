package dev.inquest.query.run;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import java.util.concurrent.atomic.AtomicLong;

/// The memory that answers may take while they wait to be read.
final class Room {

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    Room(long most) {
        this.most = most;
    }

    void take(long bytes) {
        if (taken.addAndGet(bytes) > most) {
            taken.addAndGet(-bytes);
            throw KsqlError.of(
                    Code.SATURATED,
                    "answers that nobody has read yet fill the memory set aside for them; read them, ask for fewer rows, or try again");
        }
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
