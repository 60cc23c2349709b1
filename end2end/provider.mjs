// An organisation's sign-in for the specs: a real OpenID provider. Whoever signs in says in the box for
// the name who they are and how the provider is to behave: `ada@example.org`, `ada@example.org unchecked`.
// `node provider.mjs PORT SITE` serves until it is ended.
import { createHash, createSign, generateKeyPairSync } from "node:crypto";

import Provider from "oidc-provider";

const [port, site] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;
const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/// What the provider is to say in a token: less, that it asked for a code as well, or something wrong.
const SAYS = {
  "no-address": ({ email, email_verified, name, ...claims }) => claims,
  "with-code": (claims) => ({ ...claims, amr: ["pwd", "mfa"] }),
  "another-audience": (claims) => ({ ...claims, aud: "somebody-else" }),
  "another-nonce": (claims) => ({ ...claims, nonce: "said-before" }),
  "another-issuer": (claims) => ({ ...claims, iss: "https://login.example.net" }),
  "another-party": (claims) => ({ ...claims, aud: [claims.aud, "somebody-else"], azp: "somebody-else" }),
  "too-old": (claims) => ({ ...claims, iat: claims.iat - 7200, exp: claims.iat - 3600 }),
};

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "throughline",
      client_secret: "a-secret-for-tests",
      redirect_uris: [`${site}/staff/single-sign-on/back`],
      subject_type: "pairwise",
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  // As most providers do: address and name are in the signed token.
  conformIdTokenClaims: false,
  cookies: { keys: ["only-for-tests"] },
  jwks: { keys: [{ ...key.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "ours" }] },
  pkce: { required: () => true },
  findAccount: (_context, id) => ({ accountId: id, claims: () => claims(id) }),
  // What somebody is called stays the same, however the provider is to behave.
  subjectTypes: ["pairwise"],
  pairwiseIdentifier: (_context, id) => createHash("sha256").update(id.split(" ")[0]).digest("hex"),
  // Nobody is asked twice: whoever signs in here agrees.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client.clientId,
      accountId: oidc.session.accountId,
    });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

provider.use(async (context, next) => {
  await next();
  const back = context.response.get("location") ?? "";
  if (back.startsWith(site) && context.oidc?.session?.accountId?.endsWith(" held")) {
    // The answer is there to be read, as by somebody who looks over a shoulder.
    context.status = 200;
    context.remove("location");
    context.body = `<!DOCTYPE html><title>Held</title><a href="${back.replaceAll("&", "&amp;")}">Go back</a>`;
  }
  if (context.path !== "/token" || !context.body?.id_token) return;
  const [head, body] = context.body.id_token.split(".").slice(0, 2).map(read);
  const words = behaviour(body.name);
  const says = words.find((word) => word in SAYS);
  if (words.includes("another-key")) context.body.id_token = signed(head, body, stranger);
  if (words.includes("no-signature")) context.body.id_token = unsigned(body);
  if (says) context.body.id_token = signed(head, SAYS[says](body), key);
});

// What a provider logs is for whoever runs it.
provider.listen(Number(port), () => console.log(issuer));

/// Somebody's address may change: `ada@example.org now ada.b@example.org`.
function claims(id) {
  const [email, ...words] = id.split(" ");
  const now = words.indexOf("now");
  return {
    sub: id,
    email: now < 0 ? email : words[now + 1],
    email_verified: !words.includes("unchecked"),
    name: ["Ada Invented", ...words].join(" "),
  };
}

function behaviour(name) {
  return name.split(" ").slice(2);
}

function read(part) {
  return JSON.parse(Buffer.from(part, "base64url").toString());
}

function written(part) {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function signed(head, body, by) {
  const text = `${written(head)}.${written(body)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(by, "base64url")}`;
}

function unsigned(body) {
  return `${written({ alg: "none" })}.${written(body)}.`;
}
