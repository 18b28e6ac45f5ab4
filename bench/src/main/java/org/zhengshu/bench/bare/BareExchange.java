package org.zhengshu.bench.bare;

import jakarta.inject.Inject;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import java.sql.SQLException;
import org.zhengshu.bench.bare.xml.Query;
import org.zhengshu.bench.bare.xml.QueryResponse;
import org.zhengshu.bench.bare.xml.Row;

/** The baseline of goal G3: annotated classes, everything else is CXF's and JAXB's. */
@WebService(
        name = "Exchange",
        serviceName = "Exchange",
        portName = "ExchangePort",
        targetNamespace = BareExchange.NAMESPACE)
@SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
public class BareExchange {
    static final String NAMESPACE = "urn:zhengshu:exchange:1";
    private static final String PROVINCE = "21";

    @Inject private BareRows rows;

    /** One record by its key. */
    @WebMethod
    @WebResult(name = "queryResponse", targetNamespace = NAMESPACE, partName = "parameters")
    public QueryResponse query(
            @WebParam(name = "query", targetNamespace = NAMESPACE, partName = "parameters")
                    Query query)
            throws SQLException {
        QueryResponse response = new QueryResponse();
        response.grant = query.grant;
        response.resource = rows.resource();
        for (var found : rows.byKeyInProvince(PROVINCE, query.filter.value, query.limit)) {
            response.rows.add(Row.of("code", found.get(0), "name", found.get(1)));
        }
        response.count = response.rows.size();
        return response;
    }
}
