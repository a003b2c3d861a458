package dev.inquest.detection.cohort.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DictionaryTest {

    private final Dictionary dictionary = new Dictionary();

    private char[] encode(List<Item> items) {
        return dictionary.encode(items, 10, 0);
    }

    private static List<Item> attributes(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Item("%s%05d".formatted(prefix, i), "x"))
                .toList();
    }

    @Test
    void aNodeOfTenThousandAttributesKeepsSomeAndLeavesRoomForOthers() {
        var row = encode(attributes("hostile", 10_000));

        assertThat(IntStream.range(0, row.length).filter(i -> row[i] != 0))
                .hasSize(Dictionary.MAX_ATTRIBUTES_PER_NODE);
        assertThat(dictionary.ignored()).isEqualTo(10_000 - Dictionary.MAX_ATTRIBUTES_PER_NODE);
        assertThat(encode(List.of(new Item("kernel", "a")))).contains((char) 2);
    }

    @Test
    void whenAllColumnsAreUsedFurtherAttributesAreIgnored() {
        for (var prefix : List.of("a", "b")) {
            var row = encode(attributes(prefix, Dictionary.MAX_ATTRIBUTES_PER_NODE));
            for (int place = 0; place < row.length; place++) {
                if (row[place] != 0) {
                    dictionary.at(place).retain(row[place]);
                }
            }
        }

        assertThat(encode(List.of(new Item("kernel", "a")))).containsOnly((char) 0);
        assertThat(dictionary.ignored()).isEqualTo(1);
    }

    @Test
    void aValueOfAMegabyteIsCutAndStaysDifferentFromItsLike() {
        var one = new Item("command_line", "x".repeat(1 << 20) + "1");
        var two = new Item("command_line", "x".repeat(1 << 20) + "2");

        assertThat(one.value()).hasSize(Item.MAX_LENGTH);
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void anAttributeThatTellsEveryNodeApartIsGivenUpWhenItsColumnIsFull() {
        for (int i = 0; i < Column.MAX_VALUES + 10; i++) {
            var row = dictionary.encode(List.of(new Item("host", "n" + i)), i + 1, 0);
            dictionary.at(0).retain(row[0]);
        }

        assertThat(dictionary.items()).isZero();
        assertThat(dictionary.at(0).identifies(1_000_000)).isTrue();
    }

    @Test
    void aColumnOfAHugeFleetThatIsFullSharesOther() {
        for (int i = 0; i < Column.MAX_VALUES + 10; i++) {
            var row = dictionary.encode(List.of(new Item("rack", "r" + i)), 1_000_000, 0);
            dictionary.at(0).retain(row[0]);
            assertThat(row[0] == Column.OTHER).isEqualTo(i >= Column.MAX_VALUES);
        }

        assertThat(dictionary.items()).isEqualTo(Column.MAX_VALUES);
    }

    @Test
    void aValueThatNobodyHasAnyMoreMakesRoom() {
        char first = encode(List.of(new Item("kernel", "a")))[0];
        dictionary.at(0).retain(first);
        dictionary.at(0).release(first);

        char second = encode(List.of(new Item("kernel", "b")))[0];

        assertThat(second).isEqualTo(first);
        assertThat(dictionary.at(0).tallies(second).getFirst().item().value()).isEqualTo("b");
        assertThat(dictionary.at(0).tally(new Item("kernel", "a"))).isNull();
    }

    @Test
    void severalItemsOfOneAttributeShareACodeAndAreCountedOneByOne() {
        var row = encode(List.of(new Item("iface", "eth0"), new Item("iface", "kube-ipvs0")));

        assertThat(dictionary.at(0).tallies(row[0])).hasSize(2);
        assertThat(dictionary.items()).isEqualTo(2);
    }
}
