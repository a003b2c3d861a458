package dev.inquest.collectors.netconsole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentsTest {

    private final Fragments fragments = new Fragments();
    private long now;

    @Test
    void fragmentsInAnyOrderMakeTheRecord() {
        assertThat(add(7, 16, 31, "the 2nd chunk.\n")).isEmpty();
        assertThat(add(7, 16, 31, "the 2nd chunk.\n")).isEmpty();
        var whole = add(7, 0, 31, "the first chunk,");
        assertThat(whole).hasSize(1);
        assertThat(whole.getFirst().text()).isEqualTo("the first chunk,the 2nd chunk.");
        assertThat(whole.getFirst().whole()).isTrue();
        assertThat(fragments.isEmpty()).isTrue();
    }

    @Test
    void whatIsIncompleteIsGivenWithMarksWhenItsTimeIsOver() {
        add(7, 0, 8, "abc");
        assertThat(fragments.since(now - 1)).isEmpty();
        var given = fragments.since(now);
        assertThat(given).hasSize(1);
        assertThat(given.getFirst().text()).isEqualTo("abc?????");
        assertThat(given.getFirst().whole()).isFalse();
    }

    @Test
    void anotherRecordUnderTheSameNumberEndsTheFirst() {
        add(7, 0, 8, "abc");
        var given = add(7, 0, 9, "xyz");
        assertThat(given).extracting(Message::text).containsExactly("abc?????");
    }

    @Test
    void oneTooManyEndsTheOldest() {
        for (var sequence = 0; sequence < Fragments.MOST; sequence++) {
            assertThat(add(sequence, 0, 8, "abc")).isEmpty();
        }
        assertThat(add(99, 0, 8, "abc")).extracting(Message::sequence).containsExactly(0L);
    }

    private List<Message> add(long sequence, int offset, int total, String text) {
        var record =
                Records.extended(
                        "6,%d,1,-,ncfrag=%d/%d;%s".formatted(sequence, offset, total, text));
        return new ArrayList<>(fragments.add(record, record.fragment().orElseThrow(), ++now));
    }
}
