package dev.inquest.detection.cohort.roster;

import java.util.Arrays;

/// What every node carries: two bytes per attribute, in pages that grow one by one.
final class Rows {

    private static final int PAGE = 1_024;
    private static final int STEP = 4;

    private char[][] pages = new char[0][];

    /// Copies a node's row.
    char[] copy(int place) {
        if (place / PAGE >= pages.length) {
            return new char[0];
        }
        var page = pages[place / PAGE];
        int width = page.length / PAGE;
        int from = place % PAGE * width;
        return Arrays.copyOfRange(page, from, from + width);
    }

    /// Copies a node's row into one that has room for it.
    void copy(int place, char[] into) {
        var page = pages[place / PAGE];
        int width = page.length / PAGE;
        System.arraycopy(page, place % PAGE * width, into, 0, width);
        Arrays.fill(into, width, into.length, (char) 0);
    }

    char get(int place, int column) {
        var page = pages[place / PAGE];
        int width = page.length / PAGE;
        return column < width ? page[place % PAGE * width + column] : 0;
    }

    void put(int place, char[] row, int width) {
        var page = page(place, width);
        int stride = page.length / PAGE;
        System.arraycopy(row, 0, page, place % PAGE * stride, Math.min(stride, row.length));
    }

    private char[] page(int place, int width) {
        int number = place / PAGE;
        if (number >= pages.length) {
            int before = pages.length;
            pages = Arrays.copyOf(pages, number + 1);
            Arrays.fill(pages, before, pages.length, new char[0]);
        }
        int stride = pages[number].length / PAGE;
        if (stride < width) {
            pages[number] = widen(pages[number], stride, (width + STEP - 1) / STEP * STEP);
        }
        return pages[number];
    }

    private static char[] widen(char[] page, int from, int to) {
        var wide = new char[PAGE * to];
        for (int i = 0; i < PAGE && from > 0; i++) {
            System.arraycopy(page, i * from, wide, i * to, from);
        }
        return wide;
    }
}
