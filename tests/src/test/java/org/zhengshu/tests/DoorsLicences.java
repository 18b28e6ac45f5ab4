package org.zhengshu.tests;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.zhengshu.tests.crash.Postgres;
import org.zhengshu.tests.node.Node;

/** Licences of the sample world, and one to issue. */
public final class DoorsLicences {
    /** Unified social credit code of the first sample holder, its check character computed. */
    public static final String HOLDER = withCheckCharacter("91999999YYLC00001");

    private DoorsLicences() {}

    static String issue(String item, String name) {
        return """
        {'item':'%s','typeCode':'$licenceType','number':'%s','name':'%s','kind':'有限责任公司',
        'legalRepresentative':'示例人','businessScope':'软件开发；数据处理服务（示例）。','registeredCapital':'壹佰万元整',
        'establishedOn':'2021-03-04','address':'辽宁省沈阳市示例路 2 号','validFrom':'2021-03-04'}"""
                .formatted(item, withCheckCharacter("91999999YYLC00077"), name);
    }

    /** The signed file of the first sample holder, Base64. */
    static String document(DoorsWorld world) {
        String query =
                DoorsJson.filled(
                        "{'grant':'$licenceGrant','purpose':'行政审批免提交证照','matter':'企业开办','holderCode':'"
                                + HOLDER
                                + "'}",
                        world.variables());
        return DoorsWorld.ok(
                        world.rest("business")
                                .post("/api/v1/licences/queries", DoorsJson.strict(query)))
                .get("document")
                .asText();
    }

    /** What the QR code on the first sample holder's licence holds. */
    public static String code(Node node) {
        String sql =
                "select identifier, id from lic_licence where holder_code = ? order by issued_at";
        try (Connection connection = Postgres.open(node);
                PreparedStatement s = connection.prepareStatement(sql)) {
            s.setString(1, HOLDER);
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return code(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String code(String identifier, String id) {
        return identifier + "/" + id.replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** GB 32100-2015: weights are the powers of 3 modulo 31. */
    static String withCheckCharacter(String first17) {
        String characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        int sum = 0;
        int weight = 1;
        for (char c : first17.toCharArray()) {
            sum += characters.indexOf(c) * weight;
            weight = weight * 3 % 31;
        }
        return first17 + characters.charAt((31 - sum % 31) % 31);
    }
}
