package dev.inquest.compose;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionFactory;

/// Waits until a server answers. Roles that find none end and are started again, and on a busy
/// machine their many starts keep the servers from theirs.
final class Answering {

    private Answering() {}

    static void kafka(String address, ConditionFactory patiently) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", address))) {
            patiently.until(() -> hasBroker(admin));
        }
    }

    private static boolean hasBroker(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }

    static void registry(String url, ConditionFactory patiently) {
        try (var client = HttpClient.newHttpClient()) {
            patiently.until(() -> isFine(client, URI.create(url + "/subjects")));
        }
    }

    private static boolean isFine(HttpClient client, URI page) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(page).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
