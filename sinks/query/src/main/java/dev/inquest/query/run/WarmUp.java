package dev.inquest.query.run;

import dev.inquest.query.answer.Request;
import dev.inquest.query.sql.Select;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Asks the first questions itself, so that the first person does not wait for classes to be loaded
/// and compiled.
public final class WarmUp {

    private static final List<String> QUESTIONS =
            List.of(
                    "SELECT kernel_release, COUNT(*) AS hung FROM nodes WHERE state = 'HUNG' GROUP BY"
                            + " kernel_release ORDER BY hung DESC LIMIT 10",
                    "SELECT * FROM nodes WHERE rowkey = 'a/b'",
                    "SELECT * FROM findings WHERE status = 'OPEN' ORDER BY last_seen DESC",
                    "SELECT n.zone, COUNT(*) FROM nodes n JOIN links l ON n.rowkey = l.rowkey GROUP BY"
                            + " n.zone HAVING COUNT(*) > 1");

    private WarmUp() {}

    public static void run(Pulls pulls, Queries queries) {
        for (var question : QUESTIONS) {
            var running = queries.enter(question, false);
            try {
                for (var step : Session.of(new Request(question)).steps()) {
                    pulls.answer(running, (Select) step.statement()).close();
                }
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(WarmUp.class)
                        .atWarn()
                        .setCause(e)
                        .log("a question to warm up with failed");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                queries.leave(running);
            }
        }
    }
}
