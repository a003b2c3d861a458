package dev.inquest.detection.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.cases.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BookTest {

    private static final Instant START = Instant.parse("2024-06-17T02:00:00Z");

    private final List<String> entered = new ArrayList<>();
    private final Book book = new Book(finding -> entered.add(finding.key().id()), 3);

    @Test
    void aNewFindingTakesTheRoomOfTheOneThatIsGoneForLongest() {
        enter("a", Status.OPEN, START);
        enter("b", Status.RESOLVED, START.plusSeconds(2));
        enter("c", Status.RESOLVED, START.plusSeconds(1));

        enter("d", Status.OPEN, START.plusSeconds(3));

        assertThat(book.all())
                .extracting(finding -> finding.key().id())
                .containsExactly("a", "b", "d");
        assertThat(book.advance(START.plusSeconds(4)).expired()).containsExactly("c");
        assertThat(book.advance(START.plusSeconds(5)).expired()).isEmpty();
    }

    @Test
    void withoutAnyThatIsOverThereIsNoRoom() {
        enter("a", Status.OPEN, START);
        enter("b", Status.OPEN, START);
        assertThat(book.hasRoom()).isTrue();

        enter("c", Status.OPEN, START);
        assertThat(book.hasRoom()).isFalse();
        enter("c", Status.RESOLVED, START);

        assertThat(book.hasRoom()).isTrue();
    }

    @Test
    void timeLooksOnlyAtWhatIsDue() {
        enter("a", Status.OPEN, START);
        enter("b", Status.OPEN, START);
        entered.clear();

        book.advance(START.plus(Duration.ofDays(1)));
        assertThat(entered).isEmpty();
        var quiet = book.find("b").orElseThrow();
        put(quiet.with(quiet.course().quiet(START.plus(Duration.ofDays(1)))));
        entered.clear();
        book.advance(START.plus(Duration.ofDays(2)));

        assertThat(entered).containsExactly("b");
    }

    @Test
    void whatIsResolvedIsDroppedAfterThirtyDays() {
        enter("a", Status.RESOLVED, START);

        assertThat(book.advance(START.plus(Book.KEPT).minusMillis(1)).expired()).isEmpty();
        assertThat(book.advance(START.plus(Book.KEPT)).expired()).containsExactly("a");
        assertThat(book.all()).isEmpty();
    }

    private void enter(String id, Status status, Instant lastSeen) {
        var begun = Course.begin(lastSeen);
        var course = status == Status.OPEN ? begun : begun.quiet(lastSeen).resolved(lastSeen);
        put(
                Finding.begin(
                        new FindingKey(id, "pattern", "prod"),
                        new Telling(Severity.WARNING, id, "", Optional.empty(), "", List.of()),
                        Paging.NO_WITNESS,
                        course));
    }

    private void put(Finding finding) {
        book.change().put(book.find(finding.key().id()), finding);
    }
}
