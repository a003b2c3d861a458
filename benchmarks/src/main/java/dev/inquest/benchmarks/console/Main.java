package dev.inquest.benchmarks.console;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Measures in Chromium whether the fleet map stutters: the time from one frame to the next while
/// nothing happens, while somebody scrolls, and while nodes change; and how long regrouping takes.
public final class Main {

    private static final String ROW = "%-10s %-28s %8s %8s %8s %8s%n";
    private static final List<String> FLAGS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    /// Runs for three seconds; each frame may scroll first.
    private static final String FRAMES =
            """
            (scrolls) => new Promise((done) => {
              const times = [];
              let last = performance.now();
              const began = last;
              let down = true;
              const frame = (now) => {
                times.push(now - last);
                last = now;
                if (scrolls) {
                  const most = document.documentElement.scrollHeight - innerHeight;
                  if (scrollY >= most - 1) down = false;
                  if (scrollY <= 1) down = true;
                  scrollBy(0, down ? 60 : -60);
                }
                if (now - began < 3000) requestAnimationFrame(frame);
                else done(times.slice(1));
              };
              requestAnimationFrame(frame);
            })
            """;

    private static final String REGROUP =
            """
            (by) => new Promise((done) => {
              const began = performance.now();
              const select = document.getElementById('by');
              select.value = by;
              select.dispatchEvent(new Event('change'));
              const look = () => {
                const title = document.querySelector('main h1').textContent;
                const label = document.querySelector('.group-label h2')?.textContent ?? '';
                const ready = by === 'zone' ? label.startsWith('zone-') : !label.startsWith('zone-');
                if (title.endsWith(by) && ready) requestAnimationFrame(() => done(performance.now() - began));
                else requestAnimationFrame(look);
              };
              look();
            })
            """;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var program =
                Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst();
        if (program.isEmpty()) {
            System.err.println("console: no Chromium here (apt-get install chromium)");
            System.exit(3);
        }
        var fleets =
                arguments.length == 0
                        ? List.of(10_000, 50_000)
                        : Stream.of(arguments).map(Integer::valueOf).toList();
        System.out.printf(ROW, "nodes", "milliseconds", "p50", "p95", "p99", "max");
        try (var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            var browser =
                    playwright
                            .chromium()
                            .launch(
                                    new LaunchOptions()
                                            .setExecutablePath(program.get())
                                            .setArgs(FLAGS));
            for (var nodes : fleets) {
                measure(browser.newPage(), nodes);
            }
        }
        System.exit(0);
    }

    private static void measure(Page page, int nodes) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("inquest-benchmark-");
        try (var fleet = new FilledFleet(directory, nodes)) {
            page.setViewportSize(1440, 900);
            var began = System.nanoTime();
            page.navigate(fleet.url() + "/#/map");
            page.waitForSelector("canvas");
            print(nodes, "until the map is drawn", List.of((System.nanoTime() - began) / 1e6));
            print(nodes, "between frames: idle", frames(page, false));
            print(nodes, "between frames: scrolling", frames(page, true));
            fleet.change(500, nodes);
            print(nodes, "… while 500 nodes change", frames(page, true));
            var regroup = new ArrayList<Double>();
            for (var i = 0; i < 10; i++) {
                var by = i % 2 == 0 ? "kernel_release" : "zone";
                regroup.add(((Number) page.evaluate(REGROUP, by)).doubleValue());
            }
            print(nodes, "to regroup", regroup);
            page.close();
        } finally {
            delete(directory);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Double> frames(Page page, boolean scrolling) {
        var times = (List<Number>) page.evaluate(FRAMES, scrolling);
        return times.stream().map(Number::doubleValue).toList();
    }

    private static void print(int nodes, String what, List<Double> times) {
        var sorted = times.stream().sorted().toList();
        System.out.printf(
                ROW,
                "%,d".formatted(nodes),
                what,
                at(sorted, 0.50),
                at(sorted, 0.95),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static String at(List<Double> sorted, double share) {
        var index = (int) Math.ceil(share * sorted.size()) - 1;
        return "%.1f".formatted(sorted.get(Math.max(0, index)));
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
