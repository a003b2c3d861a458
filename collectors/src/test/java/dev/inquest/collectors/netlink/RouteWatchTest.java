package dev.inquest.collectors.netlink;

import static dev.inquest.collectors.netlink.Messages.UP;
import static dev.inquest.collectors.netlink.Messages.done;
import static dev.inquest.collectors.netlink.Messages.ipv4;
import static dev.inquest.collectors.netlink.Messages.link;
import static dev.inquest.collectors.netlink.Messages.linkGone;
import static dev.inquest.collectors.netlink.RouteReader.RTM_NEWADDR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteWatchTest {

    private static final Duration LOOK = Duration.ofMillis(1);

    private final ScriptedChannel kernel = new ScriptedChannel();
    private final RouteWatch watch = new RouteWatch(kernel);

    @Test
    void itListsOnceAndFollows() throws NetlinkFailed {
        list(link(1, "lo", "", UP), link(2, "eth0", "", UP));
        kernel.says(ipv4(RTM_NEWADDR, 2, 7)).says(linkGone(1, "lo")).pauses();
        play();

        assertThat(names()).containsExactly("eth0");
        assertThat(watch.table().addresses(2)).containsExactly("10.0.0.7/32");
        assertThat(watch.listings()).isEqualTo(1);
        assertThat(watch.isTrue()).isTrue();
    }

    @Test
    void whatChangesWhileItListsIsNotForgotten() throws NetlinkFailed {
        kernel.pauses()
                .says(link(1, "lo", "", UP), link(2, "old", "", UP))
                .says(linkGone(2, "old"))
                .says(link(3, "new", "dummy", 0))
                .says(done(1, 0))
                .says(ipv4(RTM_NEWADDR, 3, 1), done(2, 0));
        play();

        assertThat(names()).containsExactly("lo", "new");
        assertThat(watch.table().addresses(3)).hasSize(1);
    }

    @Test
    void afterALossItListsAnewAndWhatIsGoneIsGone() throws NetlinkFailed {
        list(link(1, "lo", "", UP), link(2, "gone", "", UP));
        kernel.loses();
        play();
        assertThat(watch.isTrue()).isFalse();

        kernel.pauses().says(link(1, "lo", "", UP), done(3, 0)).says(done(4, 0));
        play();

        assertThat(watch.isTrue()).isTrue();
        assertThat(names()).containsExactly("lo");
        assertThat(watch.listings()).isEqualTo(2);
    }

    @Test
    void anInterruptedListingIsMadeAgain() throws NetlinkFailed {
        kernel.pauses()
                .says(link(1, "lo", "", UP))
                .says(done(1, Messages.INTERRUPTED))
                .says(done(2, 0));
        play();
        assertThat(watch.isTrue()).isFalse();

        kernel.pauses().says(link(1, "lo", "", UP), done(3, 0)).says(done(4, 0));
        play();
        assertThat(watch.isTrue()).isTrue();
    }

    @Test
    void whereNoListingIsEverUndisturbedTheFifthIsTaken() throws NetlinkFailed {
        for (var listing = 0; listing < 5; listing++) {
            assertThat(watch.isTrue()).isFalse();
            kernel.pauses()
                    .says(link(1, "lo", "", UP), done(2 * listing + 1, Messages.INTERRUPTED))
                    .says(done(2 * listing + 2, 0));
            play();
        }

        assertThat(watch.isTrue()).isTrue();
        assertThat(names()).containsExactly("lo");
    }

    @Test
    void addressesOfLinksThatAreNotThereAreIgnored() throws NetlinkFailed {
        list(link(1, "lo", "", UP));
        kernel.says(ipv4(RTM_NEWADDR, 9, 1)).says(link(9, "late", "", UP));
        play();

        assertThat(watch.table().addresses(9)).isEmpty();
    }

    @Test
    void aRefusalAndAnEndlessListingAreFailures() throws NetlinkFailed {
        kernel.pauses().says(Messages.error(1, 1));
        assertThatThrownBy(this::play)
                .isInstanceOf(NetlinkFailed.class)
                .hasMessage("listing links: not permitted");

        var silent = new RouteWatch(new ScriptedChannel());
        assertThatThrownBy(
                        () -> {
                            for (var i = 0; i < 100; i++) {
                                silent.follow(LOOK);
                            }
                        })
                .hasMessageContaining("does not finish");
    }

    @Test
    void answersToEarlierQuestionsAreNoAnswers() throws NetlinkFailed {
        kernel.pauses().says(done(99, 0)).says(Messages.error(98, 1));
        play();

        assertThat(watch.isTrue()).isFalse();
        assertThat(kernel.asked()).isEqualTo(1);
    }

    private void list(byte[]... links) throws NetlinkFailed {
        kernel.pauses().says(links).says(done(1, 0)).says(done(2, 0));
        play();
    }

    private void play() throws NetlinkFailed {
        while (!kernel.isOver()) {
            watch.follow(LOOK);
        }
    }

    private List<String> names() {
        return watch.table().links().stream().map(NetworkLink::name).sorted().toList();
    }
}
