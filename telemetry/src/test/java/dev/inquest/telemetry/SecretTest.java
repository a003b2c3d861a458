package dev.inquest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever part of a secret a receiver repeats, in whatever form, is taken out.
class SecretTest {

    @Test
    void aTokenIsHiddenWithoutItsScheme() {
        var secret = new Secret("Bearer token-of-ours");

        assertThat(secret.hiddenIn("no such token: token-of-ours"))
                .isEqualTo("no such token: [secret]");
    }

    @Test
    void anAddressIsHiddenByItsPathItsQueryAndItsPassword() {
        var secret =
                new Secret("https://us:password@hooks.example.net/services/T0/B0/xyzzy?key=plugh1");

        assertThat(secret.hiddenIn("POST /services/T0/B0/xyzzy not found"))
                .isEqualTo("POST [secret] not found");
        assertThat(secret.hiddenIn("key plugh1 of us:password is unknown"))
                .isEqualTo("key [secret] of [secret] is unknown");
        assertThat(secret.hiddenIn("hooks.example.net is away"))
                .isEqualTo("hooks.example.net is away");
    }

    @Test
    void eachParameterOfAnAddressIsHiddenAlsoDecoded() {
        var secret = new Secret("https://hooks.example.net/in?token=xyz%2Fzy9&room=lobby17");

        assertThat(secret.hiddenIn("no room lobby17 for xyz%2Fzy9, that is xyz/zy9"))
                .isEqualTo("no room [secret] for [secret], that is [secret]");
    }

    @Test
    void aTokenInTheMiddleOfAPathIsHiddenAWordIsNot() {
        var secret = new Secret("https://hooks.example.net/services/0123456789abcdef/team-one");

        assertThat(secret.hiddenIn("no services for 0123456789abcdef"))
                .isEqualTo("no services for [secret]");
    }

    @Test
    void whatIsEscapedIsHidden() {
        var secret = new Secret("a\"b/c d&e");

        assertThat(secret.hiddenIn("{\"key\":\"a\\\"b\\/c d&e\"}"))
                .isEqualTo("{\"key\":\"[secret]\"}");
        assertThat(secret.hiddenIn("key=a%22b%2Fc+d%26e")).isEqualTo("key=[secret]");
    }

    @Test
    void whatIsCutAtTheEndIsHidden() {
        var secret = new Secret("0123456789abcdef");

        assertThat(secret.hiddenIn("bad key 0123456789")).isEqualTo("bad key [secret]");
        assertThat(secret.hiddenIn("bad key 01234")).isEqualTo("bad key 01234");
    }

    @Test
    void oneThatIsPartOfAnotherLeavesNothingOfIt() {
        var secrets = List.of(new Secret("0123456"), new Secret("0123456789"));

        assertThat(Secret.hide(secrets, "keys 0123456789, 0123456"))
                .isEqualTo("keys [secret], [secret]");
    }
}
