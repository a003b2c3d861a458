package dev.inquest.console.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;

/// Takes the token once and gives the browser a session for it.
@Controller(Assets.LOGIN)
@Requires(bean = Door.class)
final class LoginController {

    private final Door door;

    LoginController(Door door) {
        this.door = door;
    }

    @Post
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.TEXT_PLAIN)
    HttpResponse<?> logIn(HttpRequest<?> request, @Body String token) {
        if (door.sessions().isEmpty()) {
            return HttpResponse.noContent();
        }
        var offered = token.length() > 2 * Access.Token.LONGEST ? "" : token.strip();
        return door.sessions()
                .get()
                .logIn(offered)
                .<HttpResponse<?>>map(session ->
                        HttpResponse.noContent().cookie(cookie(session, request.isSecure())))
                .orElseGet(() -> HttpResponse.status(HttpStatus.FORBIDDEN).body("not the token\n"));
    }

    private static Cookie cookie(String session, boolean secure) {
        return Cookie.of(Door.COOKIE, session)
                .httpOnly(true)
                .secure(secure)
                .sameSite(SameSite.Strict)
                .path("/")
                .maxAge(Sessions.LASTS);
    }
}
