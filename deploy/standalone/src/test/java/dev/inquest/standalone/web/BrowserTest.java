package dev.inquest.standalone.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.assertions.PageAssertions.HasURLOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.inquest.standalone.RunCommand;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A person at a browser, while the demo runs. `-Dinquest.screenshots=DIR` keeps a picture of each
/// screen.
@TestMethodOrder(OrderAnnotation.class)
class BrowserTest {

    private static final int SPEED = 60;
    private static final double PATIENCE_MS = 240_000;
    private static final Pattern FINDING = Pattern.compile(".*#/finding/hung-cohort-.*");

    private static final String HUNG =
            "SELECT kernel_release, COUNT(*) AS hung FROM nodes WHERE state = 'HUNG' GROUP BY"
                    + " kernel_release ORDER BY hung DESC;";
    private static final String FINDINGS = "SELECT * FROM findings EMIT CHANGES;";

    @TempDir private static Path directory = Path.of("");

    private static @Nullable ProgramProcess demo;
    private static @Nullable Chromium chromium;
    private static String console = "";

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private @Nullable BrowserContext window;

    @BeforeAll
    static void start() {
        var program = Chromium.found();
        assumeTrue(program.isPresent(), "no Chromium here: the browser tests are skipped");
        setDefaultAssertionTimeout(60_000);
        chromium = Chromium.launch(program.orElseThrow());
        demo = ProgramProcess.demo(directory, SPEED);
        console = demo.console();
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(chromium).ifPresent(Chromium::close);
        Optional.ofNullable(demo).ifPresent(ProgramProcess::close);
    }

    @BeforeEach
    void nothingIsWrongYet() {
        complaints.clear();
    }

    @AfterEach
    void nothingWasWrong() {
        Optional.ofNullable(window).ifPresent(BrowserContext::close);
        assertThat(complaints).as("errors and requests to elsewhere").isEmpty();
    }

    @Test
    @Order(1)
    void theFleetMapTurnsRed() {
        var page = open("#/map", ColorScheme.LIGHT, 1440, 900);
        assertThat(page.locator("canvas"))
                .isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MS));
        assertThat(page.locator(".legend"))
                .containsText("hung", new ContainsTextOptions().setTimeout(PATIENCE_MS));
        assertThat(page.locator(".group-label.has-bad").first())
                .isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MS));
        assertThat((int) page.evaluate(REDDISH)).as("red pixels on the canvas").isGreaterThan(40);
        // The page was there before the tables were.
        complaints.removeIf(said -> said.contains("503"));
    }

    /// Counts pixels of the canvas that are clearly red.
    private static final String REDDISH =
            """
            () => {
              const canvas = document.querySelector('canvas');
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              let red = 0;
              for (let i = 0; i < data.length; i += 4) {
                if (data[i] > 150 && data[i + 1] < 90 && data[i + 2] < 90 && data[i + 3] > 200) red++;
              }
              return red;
            }
            """;

    @Test
    @Order(2)
    void theFindingSaysWhatTheFailingNodesShare() {
        var page = open("#/findings", ColorScheme.LIGHT, 1440, 900);
        var row = page.locator("a.row.finding:not(.child)", hasText("kernel_release"));
        assertThat(row.first()).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MS));
        picture(page, "findings");
        row.first().click();
        assertThat(page).hasURL(FINDING, new HasURLOptions().setTimeout(PATIENCE_MS));
        assertThat(page.locator(".factor .bar.bad").first()).isVisible();
        assertThat(page.locator(".factor .bar.fine").first()).isVisible();
        assertThat(share(page, ".bar.bad")).isGreaterThan(share(page, ".bar.fine"));
        assertThat(page.locator("svg.timeline .at.evidence").first()).isVisible();
        assertThat(page.locator(".evidence > li pre").first()).isVisible();
        picture(page, "finding");
    }

    private static double share(Page page, String bar) {
        var text = page.locator(".factor " + bar + " .share").first().textContent();
        return Double.parseDouble(text.replaceAll("[^0-9.]", ""));
    }

    /// That of one node: an incident's id holds when it opened, and on a busy machine the demo's
    /// events arrive in another order than that of their times, in which they are replayed.
    @Test
    @Order(3)
    void aCaseFilePlaysTheSameFindingAgain() throws Exception {
        var page = open("#/findings", ColorScheme.LIGHT, 1440, 900);
        page.locator("details.children summary").first().click();
        page.locator("a.row.finding.child", hasText(" hung: ")).first().click();
        assertThat(page)
                .hasURL(
                        Pattern.compile(".*#/finding/hung-node-.*"),
                        new HasURLOptions().setTimeout(PATIENCE_MS));
        var id = page.url().substring(page.url().lastIndexOf('/') + 1);
        var archive = directory.resolve("case.zip");
        page.waitForDownload(() -> page.locator("a[download]").click()).saveAs(archive);
        var events = directory.resolve("events.jsonl");
        try (var zip = new ZipFile(archive.toFile())) {
            var entry = zip.getEntry("case-" + id + "/events.jsonl");
            Files.write(events, zip.getInputStream(entry).readAllBytes());
            assertThat(zip.getEntry("case-" + id + "/postmortem.md")).isNotNull();
        }
        replayFinds(id, events);
        theCommandWritesTheSame(id);
    }

    private static void theCommandWritesTheSame(String id) {
        var export =
                RunCommand.of(
                        "case",
                        "export",
                        id,
                        "--to=" + directory,
                        "--bootstrap-servers=" + Optional.ofNullable(demo).orElseThrow().kafka(),
                        "--schema-registry=" + console);
        assertThat(export.err()).isEmpty();
        assertThat(export.code()).isZero();
        var written = directory.resolve("case-" + id);
        assertThat(export.out()).containsExactly("The case is in " + written);
        assertThat(written.resolve("postmortem.md")).content().contains(id, "## ");
        assertThat(written.resolve("finding.json")).isNotEmptyFile();
        assertThat(written.resolve("rules.txt")).isNotEmptyFile();
        replayFinds(id, written.resolve("events.jsonl"));
    }

    private static void replayFinds(String id, Path events) {
        var replay = RunCommand.of("replay", events.toString(), "--output", "json");
        assertThat(replay.err()).isEmpty();
        assertThat(replay.code()).isZero();
        assertThat(replay.out()).anyMatch(line -> line.contains("\"key\":\"" + id + "\""));
    }

    @Test
    @Order(4)
    void regroupedByKernelTheHungStandTogether() {
        var page = open("#/map", ColorScheme.DARK, 1440, 900);
        assertThat(page.locator("canvas")).isVisible();
        picture(page, "map");
        page.locator("#by").selectOption("kernel_release");
        assertThat(page).hasURL(Pattern.compile(".*by=kernel_release.*"));
        assertThat(page.locator(".group-label", hasText("5.15.0-91-generic")))
                .hasClass(Pattern.compile("has-bad"));
        assertThat(page.locator(".group-label.has-bad")).hasCount(1);
        picture(page, "map-by-kernel-dark");
        page.reload();
        assertThat(page.locator(".group-label", hasText("5.15.0-91-generic"))).isVisible();
    }

    @Test
    @Order(5)
    void theQueryPageStreams() {
        var page = open("#/query", ColorScheme.LIGHT, 1440, 900);
        ask(page, HUNG);
        assertThat(page.locator(".data tbody"))
                .containsText(
                        "5.15.0-91-generic", new ContainsTextOptions().setTimeout(PATIENCE_MS));
        picture(page, "query");
        ask(page, FINDINGS);
        assertThat(page.locator(".pulse").first()).isVisible();
        page.keyboard().press("Escape");
        ask(page, "SELECT * FROM heartbeats EMIT CHANGES;");
        assertThat(page.locator(".data tbody tr").first())
                .isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MS));
        page.keyboard().press("Escape");
        assertThat(page.locator(".pulse")).hasCount(0);
        ask(page, "SELECT 9007199254740993 AS big, node FROM nodes LIMIT 1;");
        assertThat(page.locator(".data td.right")).hasText("9007199254740993");
        ask(page, "PRINT 'inquest.kernel' FROM BEGINNING LIMIT 1;");
        assertThat(page.locator(".data tbody")).containsText("Key format: KAFKA_STRING");
        ask(page, "SHOW TABLES;");
        assertThat(page.locator(".data tbody")).containsText("FINDINGS");
        ask(page, "DESCRIBE nodes;");
        assertThat(page.locator(".data tbody")).containsText("MAP<STRING, STRING>");
        ask(page, "SELECT nothing FROM nowhere;");
        assertThat(page.locator("pre.trouble")).isVisible();
        complaints.removeIf(said -> said.contains("400"));
    }

    private static void ask(Page page, String sql) {
        page.locator("#sql").fill(sql);
        page.keyboard().press("Control+Enter");
    }

    @Test
    @Order(5)
    void theSameQuestionsFromTheTerminalAndOverHttp() throws Exception {
        var hung = RunCommand.of("query", HUNG, "--server", console, "--output", "csv");
        assertThat(hung.err()).isEmpty();
        assertThat(hung.out()).first().isEqualTo("KERNEL_RELEASE,HUNG");
        assertThat(hung.out()).anyMatch(line -> line.matches("5\\.15\\.0-91-generic,\\d+"));
        assertThat(overHttp(HUNG)).contains("[\"5.15.0-91-generic\",");

        var three = FINDINGS.replace(";", " LIMIT 3;");
        var findings =
                RunCommand.of(
                        "query", three, "--from-beginning", "--server=" + console, "--output=json");
        assertThat(findings.code()).isZero();
        assertThat(findings.out())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).startsWith("{\"ID\":"));
        assertThat(overHttp(three).lines()).hasSize(4);
    }

    private static String overHttp(String sql) throws Exception {
        var body =
                "{\"sql\":\"%s\",\"properties\":{\"auto.offset.reset\":\"earliest\"}}"
                        .formatted(sql);
        var request =
                HttpRequest.newBuilder(URI.create(console + "/query-stream"))
                        .timeout(Duration.ofMinutes(2))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    @Order(6)
    void everythingGoesByKeyboard() {
        var page = open("#/findings", ColorScheme.LIGHT, 1440, 900);
        assertThat(page.locator("a.row.finding").first()).isVisible();
        page.keyboard().press("?");
        assertThat(page.locator("dialog[open]")).containsText("find a node");
        page.keyboard().press("Escape");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*#/finding/.*"));
        page.keyboard().press("m");
        assertThat(page.locator("canvas")).isVisible();
        page.keyboard().press("n");
        assertThat(page.locator(".tip")).isVisible();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*#/node/.*"));
        assertThat(page.locator(".node-page h1")).isVisible();
        picture(page, "node");
        page.keyboard().press("/");
        page.keyboard().type("cn-guangzhou-a-007");
        assertThat(page.locator(".found a")).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page.locator(".node-page h1")).hasText("cn-guangzhou-a-007");
        page.keyboard().press("h");
        assertThat(page.locator(".row.reader").first()).isVisible();
        picture(page, "health");
    }

    @Test
    @Order(7)
    void darkFollowsTheSystemAndTheSwitch() {
        var page = open("#/findings", ColorScheme.DARK, 1440, 900);
        assertThat(page.locator("a.row.finding").first()).isVisible();
        assertThat(brightness(page)).isLessThan(60);
        picture(page, "findings-dark");
        page.keyboard().press("t");
        assertThat(brightness(page)).isGreaterThan(200);
        page.reload();
        assertThat(brightness(page)).as("the choice is kept").isGreaterThan(200);
    }

    private static int brightness(Page page) {
        return (int)
                page.evaluate(
                        "() => Number(getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/)[0])");
    }

    @Test
    @Order(8)
    void aNarrowWindowShowsTheSame() {
        var page = open("#/findings", ColorScheme.DARK, 400, 860);
        assertThat(page.locator("a.row.finding").first()).isVisible();
        picture(page, "findings-narrow");
        for (var screen : List.of("findings", "map", "query", "health")) {
            page.navigate(console + "/#/" + screen);
            assertThat(page.locator("main:not(:has([aria-busy]))")).isVisible();
            assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("width of " + screen)
                    .isLessThanOrEqualTo(400);
        }
    }

    @Test
    @Order(9)
    void aSinkThatIsDownIsShownAsBehindAndWhy() throws Exception {
        var program = Optional.ofNullable(demo).orElseThrow();
        try (var _ = SinkThatIsDown.start(directory, program.kafka(), console)) {
            var page = open("#/health", ColorScheme.LIGHT, 1440, 900);
            var sink = page.locator("section:has(h2:text-is('Sinks')) .row", hasText("pager"));
            assertThat(sink).containsText(Pattern.compile("behind .* by \\d+: 50\\d "));
            assertThat(sink.locator(".state.bad")).isVisible();
            picture(page, "health-sink-down");
        }
    }

    @Test
    @Order(10)
    void hostileTextIsText() throws Exception {
        HostileRecords.write(Optional.ofNullable(demo).orElseThrow().kafka(), console);
        var page = open("#/findings", ColorScheme.LIGHT, 1440, 900);
        var row = page.locator("a.row.finding", hasText("hostile"));
        assertThat(row).containsText(HostileRecords.SCRIPT);
        row.click();
        assertThat(page.locator("h1")).hasText("hostile " + HostileRecords.SCRIPT);
        assertThat(page.locator(".evidence pre")).containsText(HostileRecords.IMAGE);
        assertThat(page.locator(".remedies")).containsText(HostileRecords.LINK);
        assertThat(page.locator("a[href^=javascript]")).hasCount(0);
        page.locator("a.row.node").click();
        assertThat(page.locator("h1")).hasText(HostileRecords.IMAGE);
        page.navigate(console + "/#/map?by=zone");
        assertThat(page.locator(".group-label", hasText("<script>"))).isVisible();
        assertThat(page.locator("main img, main script")).hasCount(0);
        assertThat(page.evaluate("() => window.pwned === undefined")).isEqualTo(true);
    }

    private Page open(String address, ColorScheme scheme, int width, int height) {
        var opened = Optional.ofNullable(chromium).orElseThrow().window(scheme, width, height);
        window = opened;
        var page = opened.newPage();
        page.setDefaultTimeout(60_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onDialog(dialog -> complaints.add("dialog " + dialog.message()));
        page.onRequest(request -> {
            if (!request.url().startsWith(console) && !request.url().startsWith("blob:")) {
                complaints.add("request to " + request.url());
            }
        });
        page.navigate(console + "/" + address);
        assertThat(page.locator("main:not(:has([aria-busy]))")).isVisible();
        return page;
    }

    private static Page.LocatorOptions hasText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static void picture(Page page, String name) {
        var wanted = System.getProperty("inquest.screenshots");
        if (wanted != null) {
            page.mouse().move(0, 0);
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(Path.of(wanted).resolve(name + ".png")));
        }
    }
}
