package org.zhengshu.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/**
 * One call as it is written for either door, with {@code $variables} in it.
 *
 * @param body JSON, or the file for a call that takes a file; null for none
 * @param arguments what the SOAP wrapper holds, as JSON
 * @param list name that SOAP gives to the entries of a list
 */
record DoorsCall(
        String method,
        String path,
        String body,
        String service,
        String operation,
        String arguments,
        String list) {

    /** A call whose JSON body and SOAP wrapper hold the same. */
    static DoorsCall post(String path, String body, String service, String operation) {
        return new DoorsCall("POST", path, body, service, operation, body, "items");
    }

    /** A call that says everything in its address, in SOAP by arguments. */
    static DoorsCall bare(
            String method, String path, String service, String operation, String arguments) {
        return new DoorsCall(method, path, null, service, operation, arguments, "items");
    }

    /** As it is, but SOAP names the entries of the answer's list so. */
    DoorsCall listed(String name) {
        return new DoorsCall(method, path, body, service, operation, arguments, name);
    }

    /** A body in JSON, in SOAP together with the id of the address. */
    DoorsCall with(String json) {
        String both =
                arguments.equals("{}")
                        ? json
                        : arguments.substring(0, arguments.length() - 1) + "," + json.substring(1);
        return new DoorsCall(method, path, json, service, operation, both, list);
    }

    Reply overRest(Rest rest, Map<String, String> variables) {
        String address = DoorsJson.filled(path, variables);
        if (body == null) {
            return rest.send(method, address, null, BodyPublishers.noBody());
        }
        if (method.equals("PATCH")) {
            JsonNode said = DoorsJson.read(DoorsJson.filled(arguments, variables));
            return rest.send(
                    method,
                    address,
                    "application/offset+octet-stream",
                    BodyPublishers.ofString(body),
                    "Upload-Offset",
                    said.get("offset").asText(),
                    "Upload-Checksum",
                    "sha256 " + said.get("sha256").asText());
        }
        if (path.endsWith("/mount")) {
            return rest.putCsv(address, body.getBytes(StandardCharsets.UTF_8));
        }
        String filled = DoorsJson.filled(body, variables);
        String json = DoorsJson.strict(filled);
        return rest.send(method, address, "application/json", BodyPublishers.ofString(json));
    }

    Reply overSoap(Soap soap, Map<String, String> variables) {
        return soap.call(DoorsJson.filled(service, variables), wrapper(variables));
    }

    String wrapper(Map<String, String> variables) {
        return DoorsJson.xml(
                DoorsJson.filled(service, variables),
                operation,
                DoorsJson.filled(arguments, variables));
    }

    /** The next bytes of an upload: the body itself by REST, Base64 by SOAP. */
    static DoorsCall append(String upload, long offset, String piece, String sha256) {
        String base64 = Base64.getEncoder().encodeToString(piece.getBytes(StandardCharsets.UTF_8));
        return new DoorsCall(
                "PATCH",
                "/api/v1/uploads/" + upload,
                piece,
                "Mounts",
                "appendUpload",
                "{'id':'%s','offset':%d,'sha256':'%s','piece':'%s'}"
                        .formatted(upload, offset, sha256, base64),
                "items");
    }

    /** A CSV file for the entry {@code $id}: the body itself by REST, Base64 by SOAP. */
    static DoorsCall load(String csv) {
        String base64 = Base64.getEncoder().encodeToString(csv.getBytes(StandardCharsets.UTF_8));
        return new DoorsCall(
                "PUT",
                "/api/v1/catalogue-items/$id/mount",
                csv,
                "Mounts",
                "load",
                "{'id':'$id','file':'" + base64 + "'}",
                "items");
    }
}
