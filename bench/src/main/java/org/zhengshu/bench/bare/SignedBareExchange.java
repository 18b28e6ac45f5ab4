package org.zhengshu.bench.bare;

import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;

/**
 * The baseline of goal G4: the same endpoint with the product's policy in its WSDL, which CXF
 * enforces with key files named in its configuration.
 */
@WebService(
        name = "Exchange",
        serviceName = "Exchange",
        portName = "ExchangePort",
        targetNamespace = BareExchange.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Exchange.wsdl")
@SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
public class SignedBareExchange extends BareExchange {}
