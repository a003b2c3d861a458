package dev.inquest.query.push;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.engine.Grouping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The groups of an aggregating push query, each in its windows. Time is that of the records: it
/// advances with the latest one.
final class Groups {

    private final Grouping grouping;
    private final Windows windows;
    private final boolean onlyFinal;
    private final int most;
    private final Map<List<@Nullable Object>, List<Pane>> panes = new HashMap<>();
    private final Set<Pane> changed = new LinkedHashSet<>();
    private long time = Long.MIN_VALUE;
    private int count;
    private long late;

    /// @param onlyFinal whether a group is told when its window is over, and not before
    /// @param most groups, counted per window
    Groups(Grouping grouping, Windows windows, boolean onlyFinal, int most) {
        this.grouping = grouping;
        this.windows = windows;
        this.onlyFinal = onlyFinal;
        this.most = most;
    }

    /// Records that came after all of their windows were over.
    long late() {
        return late;
    }

    void add(@Nullable Object[] prepared, long timestamp) {
        time = Math.max(time, timestamp);
        var key = key(prepared);
        var own = panes.computeIfAbsent(key, _ -> new ArrayList<>());
        var spans = windows.of(timestamp);
        var open = spans.stream().filter(span -> !windows.isOver(grown(span, own), time)).toList();
        if (open.isEmpty() && !spans.isEmpty()) {
            late++;
        }
        for (var span : open) {
            var pane = pane(key, own, span);
            pane.add(prepared);
            changed.add(pane);
        }
        if (own.isEmpty()) {
            panes.remove(key);
        }
    }

    /// The window that a record's span would become a part of: a session is over when its last
    /// record says so, not the one that comes late.
    private Span grown(Span span, List<Pane> own) {
        return own.stream()
                .map(Pane::span)
                .filter(other -> windows.isSame(other, span))
                .reduce(span, Span::with);
    }

    private Pane pane(List<@Nullable Object> key, List<Pane> own, Span span) {
        var merged = new Pane(key, span, grouping.calls());
        for (var pane : List.copyOf(own)) {
            if (windows.isSame(pane.span(), merged.span())) {
                if (pane.span().equals(merged.span().with(pane.span())) && merged.isEmpty()) {
                    merged = pane;
                } else {
                    merged = merged.with(pane);
                    changed.remove(pane);
                }
                own.remove(pane);
                count--;
            }
        }
        own.add(merged);
        if (++count > most) {
            throw KsqlError.badStatement(
                    "the query has more than " + most + " groups; group by less, or narrow it down",
                    "");
        }
        return merged;
    }

    /// By what a row is grouped, the window's bounds left out.
    private List<@Nullable Object> key(@Nullable Object[] prepared) {
        var key = new ArrayList<@Nullable Object>();
        for (var i = 0; i < grouping.keys().size(); i++) {
            if (!isBound(i)) {
                key.add(prepared[grouping.keys().get(i)]);
            }
        }
        return key;
    }

    private boolean isBound(int index) {
        return grouping.windowStart().orElse(-1) == index
                || grouping.windowEnd().orElse(-1) == index;
    }

    /// Finished rows of the groups that there is something to tell about, and forgets windows that
    /// are over.
    List<@Nullable Object[]> tell() {
        var rows = new ArrayList<@Nullable Object[]>();
        if (!onlyFinal) {
            changed.forEach(pane -> rows.add(row(pane)));
        }
        changed.clear();
        for (var groups = panes.values().iterator(); groups.hasNext(); ) {
            var own = groups.next();
            for (var each = own.iterator(); each.hasNext(); ) {
                var pane = each.next();
                if (windows.isOver(pane.span(), time)) {
                    if (onlyFinal) {
                        rows.add(row(pane));
                    }
                    each.remove();
                    count--;
                }
            }
            if (own.isEmpty()) {
                groups.remove();
            }
        }
        return rows;
    }

    private @Nullable Object[] row(Pane pane) {
        var row = new @Nullable Object[grouping.keys().size() + grouping.calls().size()];
        var key = pane.key().iterator();
        for (var i = 0; i < grouping.keys().size(); i++) {
            if (grouping.windowStart().orElse(-1) == i) {
                row[i] = pane.span().start();
            } else if (grouping.windowEnd().orElse(-1) == i) {
                row[i] = pane.span().end();
            } else {
                row[i] = key.next();
            }
        }
        pane.results(row, grouping.keys().size());
        return row;
    }
}
