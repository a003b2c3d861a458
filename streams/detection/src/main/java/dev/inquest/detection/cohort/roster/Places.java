package dev.inquest.detection.cohort.roster;

import dev.inquest.detection.event.NodeId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gives every node a small number and finds it again, at five words a node.
///
/// Open addressing with linear probing; numbers of nodes that left are given out again.
final class Places {

    private static final int NONE = -1;

    private @Nullable NodeId[] nodes = new @Nullable NodeId[64];
    private int[] table = empty(128);
    private int[] free = new int[16];
    private int freed;
    private int end;
    private int size;

    private static int[] empty(int length) {
        var table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }

    /// How many nodes there are.
    int size() {
        return size;
    }

    /// All numbers are below this one.
    int end() {
        return end;
    }

    @Nullable NodeId at(int place) {
        return nodes[place];
    }

    int find(NodeId node) {
        return table[probe(node)];
    }

    private int probe(NodeId node) {
        int at = home(node);
        while (table[at] != NONE && !node.equals(nodes[table[at]])) {
            at = (at + 1) & (table.length - 1);
        }
        return at;
    }

    private int home(NodeId node) {
        int hash = node.hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) & (table.length - 1);
    }

    int add(NodeId node) {
        if (size * 2 >= table.length) {
            grow();
        }
        int place = freed > 0 ? free[--freed] : end++;
        if (place >= nodes.length) {
            nodes = Arrays.copyOf(nodes, nodes.length + nodes.length / 2);
        }
        nodes[place] = node;
        table[probe(node)] = place;
        size++;
        return place;
    }

    private void grow() {
        table = empty(table.length * 2);
        for (int place = 0; place < end; place++) {
            var node = nodes[place];
            if (node != null) {
                table[probe(node)] = place;
            }
        }
    }

    void remove(NodeId node) {
        int at = probe(node);
        int place = table[at];
        if (place == NONE) {
            return;
        }
        closeGap(at);
        nodes[place] = null;
        size--;
        if (freed == free.length) {
            free = Arrays.copyOf(free, freed * 2);
        }
        free[freed++] = place;
    }

    /// Moves later entries of the same run forward, so that no search ends too early.
    private void closeGap(int removed) {
        int mask = table.length - 1;
        int gap = removed;
        for (int at = (gap + 1) & mask; table[at] != NONE; at = (at + 1) & mask) {
            var node = nodes[table[at]];
            if (node != null && ((at - home(node)) & mask) >= ((at - gap) & mask)) {
                table[gap] = table[at];
                gap = at;
            }
        }
        table[gap] = NONE;
    }
}
